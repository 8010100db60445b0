/**
 * How an interaction is said in a line: "Visitkort på Scen & Möte".
 * @import { Interaction } from "../../../types/api.d.ts"
 */

import { t, word } from "../texts.js";

/**
 * @param {Interaction} one
 * @returns {string}
 */
export function happened(one) {
  const what = word("channel", one.channel);
  const kind = typeof one.context === "string" ? one.context : one.context.kind;
  const where = one.occasion?.name ?? word("context", kind);
  return t("contact.happened", { what, where });
}
