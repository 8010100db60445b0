/** Asking the service for what a screen shows, and asking again when the screen says so. */

import { useEffect, useState } from "../../vendor/hooks.js";

/**
 * @template T
 * @typedef {{ value: T | null, error: unknown, busy: boolean, again: () => void }} Loaded
 */

/**
 * @template T
 * @param {() => Promise<T>} ask
 * @param {unknown[]} about asks again when one of these changes
 * @returns {Loaded<T>} the last good value stays while a new one is on its way
 */
export function useLoaded(ask, about) {
  const [state, setState] = useState(
    /** @type {{ value: T | null, error: unknown, busy: boolean }} */ ({ value: null, error: null, busy: true }),
  );
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    setState((before) => ({ ...before, busy: true }));
    ask().then(
      (value) => gone || setState({ value, error: null, busy: false }),
      (error) => gone || setState((before) => ({ ...before, error, busy: false })),
    );
    return () => {
      gone = true;
    };
  }, [...about, round]);
  const again = () => {
    // Busy at once, not only when the asking begins.
    setState((before) => ({ ...before, busy: true }));
    setRound((before) => before + 1);
  };
  return { ...state, again };
}
