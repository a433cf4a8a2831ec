import { de } from "./de";
import { en } from "./en";

/** By the first two letters of what a browser asks for. */
export const LANGUAGES = { en, de };
