/**
 * Files of contacts: asked for by one, allowed by another, made once, with an id in each.
 * @import { Export } from "../../../types/api.d.ts"
 * @import { Pages } from "../ui/listing.js"
 */

import { h } from "../../vendor/preact.js";
import { call, problemOf, Refusal, send } from "../http.js";
import { moment } from "../kit/dates.js";
import { me } from "../session.js";
import { count, language, t, word } from "../texts.js";
import { useAct } from "../ui/acting.js";
import { Button } from "../ui/button.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { listing, usePages } from "../ui/listing.js";
import { Band, Banner, Tag } from "../ui/parts.js";
import { Picker } from "../ui/picker.js";
import { ProblemBanner } from "../ui/problem.js";
import { AskExport } from "./export-ask.js";

/** @typedef {(doing: Promise<unknown>) => void} Acting */

export function Exports() {
  /** @type {Pages<Export>} */
  const list = usePages("/exports");
  const { error, act } = useAct(list.again);
  const ownWaits = list.items.some((row) => waits(row) && isOwn(row));
  return h(DeskFrame, {
    title: t("nav.exports"),
    children: h("div", { class: "page" },
      h(ProblemBanner, { error }),
      ownWaits && h(Banner, { icon: "info", children: t("export.own-text") }),
      h("div", { class: "cols side-r" },
        listing({
          title: t("nav.exports"), list, plain: true, icon: "download", none: t("export.empty"), noneText: t("export.empty-text"),
          heads: [t("disclosure.recipient"), t("export.reason"), t("export.state"), ""],
          row: (row) => h(Row, { key: row.id, row, act }),
        }),
        h("aside", { class: "stack l" }, h(AskExport, { onAsked: list.again })))),
  });
}

/** @param {Export} row */
function waits(row) {
  return row.approved_at === null && row.refused_at === null;
}

/** @param {Export} row */
function isOwn(row) {
  return row.requested_by === me.value?.user?.id;
}

/** @param {{ row: Export, act: Acting }} props */
function Row({ row, act }) {
  return h("tr", null,
    h("td", null, h("span", { class: "strong" }, row.recipient.name), h("br", null),
      h("span", { class: "small muted" }, [word("purpose", row.purpose), row.format, row.register && word("register", row.register)].filter(Boolean).join(" · "))),
    h("td", null, row.reason, h("br", null),
      h("span", { class: "small muted" }, t("export.asked", { name: row.requester ?? t("export.program"), moment: moment(row.requested_at, language.value) })), h("br", null),
      h("span", { class: "mono tiny muted any" }, row.id)),
    h("td", null, h(State, { row })),
    h("td", { class: "n" }, h("div", { class: "stack t" },
      waits(row) && !isOwn(row) && h(Button, { onClick: () => act(call("POST", `/exports/${row.id}/approvals`)), children: t("export.approve") }),
      waits(row) && isOwn(row) && h("span", { class: "small muted" }, t("export.other")),
      row.made_at === null && row.refused_at === null && [
        row.recipient.recipient_class === "buyer" && h(Acceptance, { row, act }),
        row.approved_at !== null && h(Button, { look: "primary", icon: "download", onClick: () => act(fetchFile(row)), children: t("export.fetch") }),
        h(Button, { look: "quiet", onClick: () => act(call("PUT", `/exports/${row.id}/refusal`)), children: t(isOwn(row) ? "export.take-back" : "export.refuse") }),
      ])));
}

/** @param {{ row: Export }} props */
function State({ row }) {
  const by = row.decider && h("span", { class: "small muted block" }, t("export.by", { name: row.decider }));
  if (row.made_at) return [h(Band, { kind: "done", children: `${count("export.rows", row.row_count ?? 0)}, ${moment(row.made_at, language.value)}` }), by];
  if (row.refused_at) return [h(Tag, { look: "bad", icon: "refused" }, t("export.refused")), by];
  if (row.approved_at) return [h(Band, { kind: "sure", children: t("export.approved") }), by];
  return h(Band, { kind: "verify", children: t("export.waits") });
}

/** @param {{ row: Export, act: Acting }} props the signed document stays here; its digest is sent */
function Acceptance({ row, act }) {
  if (row.acceptance_sha256) return h(Tag, { look: "ok", icon: "sure" }, t("export.accepted", { digest: row.acceptance_sha256.slice(0, 12) }));
  /** @param {File | undefined} file */
  const take = async (file) => {
    if (!file) return;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    await call("PUT", `/exports/${row.id}/acceptance`, { sha256 });
  };
  return [
    h("p", { class: "small muted" }, t("export.acceptance-text")),
    h(Picker, { id: `accept-${row.id}`, look: "btn", accept: ".pdf,.p7m,.asice,.txt", onPick: (files) => act(take(files[0])), children: t("export.acceptance") }),
  ];
}

/**
 * Fetch the file, which is made this once, and have the browser save it.
 * @param {Export} row
 */
async function fetchFile(row) {
  const answer = await send("POST", `/exports/${row.id}/file`);
  if (!answer.ok) throw new Refusal(answer.status, await problemOf(answer));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `handslag-${row.purpose}-${row.id}.${row.format}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
