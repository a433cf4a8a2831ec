import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Problem } from "../api/client";
import "../i18n";
import "../ui/style.css";
import { App } from "./App";
import { takenLink } from "./link";

const RETRIES = 2;

/** What is refused is refused again; what did not arrive may arrive. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < RETRIES && !(error instanceof Problem && error.status >= 400 && error.status < 500),
    },
  },
});

const link = takenLink();
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App link={link} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
