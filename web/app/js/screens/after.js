/**
 * After the shot: what was read, what the seller wants to add, and the next card. Nothing here has
 * to be done; leaving keeps what was filled in.
 * @import { Question as Asked, Reading } from "../../../types/api.d.ts"
 * @import { Place } from "../router.js"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { canCrop, latest, offerUndo, take, takeBack, thumbnails, undoUntil } from "../capturing.js";
import { change, detailsOf, hasSealed, recall, save } from "../details.js";
import { call } from "../http.js";
import { acknowledged, items, refresh } from "../outbox/sending.js";
import { release } from "../outbox/items.js";
import { go } from "../router.js";
import { shift } from "../shift.js";
import { addressesOf, suppressedOf } from "../suppressed.js";
import { t, word } from "../texts.js";
import { Blocked } from "../ui/blocked.js";
import { Button, LinkButton } from "../ui/button.js";
import { PhoneFrame } from "../ui/frame.js";
import { Icon } from "../ui/icon.js";
import { Picker } from "../ui/picker.js";
import { told } from "../ui/problem.js";
import { Undo } from "../ui/undo.js";
import { NextStep } from "./after-next.js";
import { Note } from "./after-note.js";
import { Question } from "./after-question.js";
import { ReadFacts } from "./after-read.js";

const LOOK_AGAIN_MS = 1500;
const DECIDED = ["approved", "needs_company", "rejected"];

/** @param {{ place: Place }} props */
export function After({ place }) {
  const [id, setId] = useState(place.parts[1] ?? "");
  const [error, setError] = useState("");
  const { reading, state, occasionId } = useReading(id);
  const questions = useQuestions(id, occasionId);
  const decided = DECIDED.includes(state);
  useEffect(() => {
    // The next card's address is this screen's as well; another screen's is not.
    if (place.parts[0] === "after" && place.parts[1]) setId(place.parts[1]);
  }, [place.path]);
  useEffect(() => {
    void refresh().then(() => {
      offerUndo(id, items.peek());
      return recall(id, items.peek());
    });
    // What was sealed can be read once it has arrived.
  }, [id, acknowledged.value, state]);
  useEffect(() => {
    // A phone may be put away at any time: what is on the screen is stored then.
    const store = () => void save(id);
    document.addEventListener("visibilitychange", store);
    return () => {
      document.removeEventListener("visibilitychange", store);
      store();
    };
  }, [id]);

  /** @param {File[]} files */
  const next = async (files) => {
    try {
      for (const file of files) {
        const stored = await take(file);
        go(stored ? `/after/${stored}` : "/capture");
      }
    } catch (problem) {
      setError(told(problem));
    }
  };
  const done = () => {
    // Nobody waits for the sending.
    void release(id);
    go("/capture", { replace: true });
  };
  const picture = thumbnails.value[id];
  return h(
    PhoneFrame,
    { tabs: false },
    h("div", { class: "capture-top" }, picture && h("img", { class: "photo flat", src: picture, alt: t("after.picture") }),
      canCrop(id) && h("a", { class: "glass", href: `#/crop/${id}` }, h(Icon, { name: "crop" }), t("crop.open"))),
    h("main", { class: "sheet" },
      h("div", { class: "grab" }),
      h("div", { class: "row" }, h("h1", { class: "big grow" }, decided ? word("state", state) : t(reading ? "after.sent" : "capture.stored")),
        latest.value === id && undoUntil.value > 0 && h(Undo, { look: "btn quiet", onUndo: () => void takeBack().then(() => go("/capture", { replace: true })) })),
      error && h("p", { class: "err", role: "alert" }, error),
      h(Blocked, { addresses: addressesOf(reading?.contacts ?? []), known: suppressedOf.value[id] }),
      hasSealed(id) && h("p", { class: "muted" }, t("after.kept")),
      h(Additions, { key: id, id, questions, reading: decided ? null : reading, decided })),
    h("section", { class: "dock acts", "aria-label": t("after.next") },
      h(Button, { look: "quiet tall", onClick: done, children: t("after.done") }),
      h(Picker, { id: "next", look: "btn primary tall grow", camera: true, onPick: (files) => void next(files), children: [h(Icon, { name: "camera" }), t("after.next")] })),
  );
}

/** @param {{ id: string, questions: Asked[], reading: Reading | null, decided: boolean }} props */
function Additions({ id, questions, reading, decided }) {
  const details = detailsOf(id);
  const [pressed, setPressed] = useState(false);
  // A note that was written before comes from the service when the screen stands already.
  const writes = pressed || details.note !== null;
  return [
    reading && h(ReadFacts, { reading, corrections: details.corrections ?? {}, onCorrect: (key, value) => change(id, { corrections: { ...details.corrections, [key]: value } }) }),
    questions.map((question) =>
      h(Question, { key: question.id, question, answer: details.answers[question.id], onAnswer: (answer) => change(id, { answers: { ...details.answers, [question.id]: answer } }) })),
    h(NextStep, { step: details.next_step, onChange: (next_step) => change(id, { next_step }) }),
    writes && h(Note, {
      note: details.note,
      onChange: (note) => {
        // Emptied, it stays open under the thumb.
        setPressed(true);
        change(id, { note });
      },
    }),
    h("div", { class: "trio" },
      !writes && h(Button, { icon: "note", onClick: () => setPressed(true), children: t("after.note") }),
      !decided && [
        h(LinkButton, { href: `#/notice/${id}`, icon: "shield", children: t("after.notice") }),
        h(LinkButton, { href: `#/receipt/${id}`, icon: "qr", children: t("after.receipt") }),
      ]),
  ];
}

/** @typedef {{ reading: Reading | null, state: string, occasionId: string | null | undefined }} Come occasionId undefined: not known here */

/** @type {Come} */
const NOTHING = { reading: null, state: "", occasionId: undefined };

/**
 * How far a capture has come, and its reading once the service has one; neither without a network.
 * @param {string} id
 * @returns {Come}
 */
function useReading(id) {
  const [come, setCome] = useState({ ...NOTHING, of: id });
  useEffect(() => {
    let over = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const ask = async () => {
      // Until it is sent there is nothing to ask about; a refusal or silence is no news here.
      const waits = items.peek().some((item) => item.kind === "capture" && item.captureId === id);
      const answer = waits ? null : await call("GET", `/captures/${id}`).catch(() => null);
      if (over) return;
      if (answer) setCome({ of: id, reading: answer.reading, state: answer.state, occasionId: answer.occasion_id });
      if (!answer?.reading) timer = setTimeout(() => void ask(), LOOK_AGAIN_MS);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [id]);
  // What came of the card before says nothing of this one.
  return come.of === id ? come : NOTHING;
}

/** Occasions of captures looked at since the start, by capture id. @type {Record<string, string | null>} */
const occasions = {};

/**
 * What is asked after a card is its own occasion's to say, wherever the seller is by now.
 * @param {string} id
 * @param {string | null | undefined} told what the service says
 * @returns {Asked[]} empty where it cannot be known
 */
function useQuestions(id, told) {
  const [asked, setAsked] = useState(/** @type {Asked[]} */ ([]));
  const waiting = items.value.find((item) => item.kind === "capture" && item.captureId === id)?.occasionId;
  const occasion = told ?? waiting ?? occasions[id] ?? null;
  if (occasion) occasions[id] = occasion;
  const here = occasion === shift.value?.occasionId;
  useEffect(() => {
    setAsked([]);
    if (occasion && !here) call("GET", `/occasions/${occasion}`).then(({ questions }) => setAsked(questions), () => {});
  }, [occasion, here]);
  return here ? (shift.value?.questions ?? []) : asked;
}
