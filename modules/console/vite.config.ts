import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** In development requests go on to a process that runs; built, the page lies in the jar of the role api. */
export default defineConfig({
  plugins: [react()],
  build: { outDir: "target/console", emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/v1": "http://127.0.0.1:8080" } },
  test: { testTimeout: 120_000, include: ["src/**/*.spec.{ts,tsx}"] },
});
