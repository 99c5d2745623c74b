import type { MemberCity } from "./member-cities.ts";

/**
 * Puts the city's accent on the document, and its mast colour in `theme-color`, in the present theme
 * and whenever the device changes theme. Returns what stops following.
 */
export function applyCityLook(city: MemberCity): () => void {
  const root = document.documentElement;
  root.dataset.city = city.slug;
  const darkTheme = window.matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const mast = getComputedStyle(root).getPropertyValue("--mast").trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", mast);
  };
  paint();
  darkTheme.addEventListener("change", paint);
  return () => darkTheme.removeEventListener("change", paint);
}
