/**
 * How the page's scripts are written, and for which browsers: those of the end of 2019 (Chrome 79, Safari 13, Firefox
 * 72, and the engines of WeChat that came out of them). Syntax ends with ES2019. What is younger in the DOM is named
 * below; an object of it may be used where the window is asked for it first, as `if (window.ResizeObserver)`.
 */
import { createRequire } from "node:module";

const require = createRequire(new URL("../../.venv/node/package.json", import.meta.url));
const js = require("@eslint/js");

/** Methods of the DOM and of JavaScript that no browser had in 2019, or that Safari 13 did not have. */
const YOUNG = [
  "allSettled", "any", "at", "checkVisibility", "findLast", "findLastIndex", "fromAsync", "getSetCookie", "groupBy",
  "hasOwn", "matchAll", "randomUUID", "replaceAll", "replaceChildren", "requestIdleCallback",
  "requestSubmit", "scheduler", "setHTML", "showModal", "showPicker", "showPopover", "startViewTransition",
  "structuredClone", "timeout", "toReversed", "toSorted", "toSpliced", "togglePopover", "withResolvers",
];
const TOO_YOUNG = "Younger than the phones in use.";
const YOUNG_GLOBALS = [
  "AggregateError", "BigInt", "BroadcastChannel", "CompressionStream", "FinalizationRegistry", "HTMLDialogElement",
  "IdleDeadline", "Navigation", "PerformanceObserver", "ReportingObserver", "ResizeObserver", "WeakRef", "globalThis",
  "queueMicrotask", "requestIdleCallback", "structuredClone", "visualViewport",
];
const BROWSER = [
  "AbortController", "ClipboardEvent", "Date", "Element", "ErrorEvent", "Event", "EventSource", "File", "FormData",
  "HTMLAnchorElement", "HTMLButtonElement", "HTMLDetailsElement", "HTMLElement", "HTMLFormElement", "HTMLInputElement",
  "HTMLTextAreaElement", "KeyboardEvent", "Node", "Storage", "XMLHttpRequest", "clearTimeout", "crypto", "document",
  "fetch", "navigator", "setTimeout", "window",
];

export default [
  {
    files: ["bot/channels/web/static/*.js"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: {
      ecmaVersion: 2019,
      sourceType: "module",
      globals: Object.fromEntries(BROWSER.map((name) => [name, "readonly"])),
    },
    rules: {
      ...js.configs.recommended.rules,
      complexity: ["error", 10],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "max-len": ["error", { code: 120 }],
      eqeqeq: "error",
      "no-implicit-globals": "error",
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "no-restricted-globals": ["error", ...YOUNG_GLOBALS],
      "no-restricted-properties": [
        "error",
        ...["inert", "popover"].map((property) => ({ property, message: TOO_YOUNG })),
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "write"].map((property) => ({
          property,
          message: "Words only ever become text.",
        })),
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "CallExpression[callee.property.name=/^(" + YOUNG.join("|") + ")$/]", message: TOO_YOUNG },
      ],
    },
  },
  {
    files: ["tests/browser/**/*.mjs"],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "module",
      globals: Object.fromEntries(["URL", "globalThis", "process"].map((name) => [name, "readonly"])),
    },
    rules: { ...js.configs.recommended.rules, "max-len": ["error", { code: 120 }] },
  },
];
