/** What went wrong, in words a person can act on. */

import { h } from "../../vendor/preact.js";
import { NoAnswer, OtherPage, Refusal } from "../http.js";
import { StoreFull, StoreStuck } from "../outbox/store.js";
import { knows, t, word } from "../texts.js";
import { Banner } from "./parts.js";

/**
 * @param {unknown} error
 * @returns {string}
 */
export function told(error) {
  if (error instanceof StoreFull) return t("problem.storage-full");
  if (error instanceof StoreStuck) return t("outbox.stuck");
  if (error instanceof OtherPage) return t("outbox.portal");
  if (error instanceof NoAnswer) return navigator.onLine ? t("problem.silent") : t("problem.offline");
  if (!(error instanceof Refusal)) return t("problem.unknown");
  if (knows("problem", error.type)) return word("problem", error.type);
  return error.status >= 500 ? t("problem.unknown") : error.message;
}

/** @param {{ error: unknown }} props */
export function ProblemBanner({ error }) {
  if (!error) return null;
  const offline = error instanceof NoAnswer;
  return h(Banner, { look: offline ? "warn" : "bad", icon: offline ? "offline" : "refused", alert: true, children: told(error) });
}
