/** First looks follow each other quickly; later ones leave the machine to what is waited for. */
const LOOK_AFTER_MS = { first: 20, most: 100 };
/** Bounds a failure only: several times what a loaded machine needs, and jobs of a service rest for up to 20 s. */
const WITHIN_MS = 60_000;

/** Waits until the condition holds. @throws Error when it does not within `withinMs`. */
export async function until(holds: () => Promise<boolean>, withinMs = WITHIN_MS): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (let pauseMs = LOOK_AFTER_MS.first; !(await holds()); pauseMs = Math.min(pauseMs + 5, LOOK_AFTER_MS.most)) {
    if (Date.now() > deadline) throw new Error(`the condition did not hold within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
