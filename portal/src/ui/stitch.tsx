const LEFT = "M1 2.7C1 1.2 2.3 .8 3.3 1.7L9.7 7.5C10.9 8.6 11.4 9.8 11.4 11.2L11.4 19.3C11.4 20.8 10.1 21.2 9.1 20.3L2.7 14.5C1.5 13.4 1 12.2 1 10.8Z";
const RIGHT = "M23 2.7C23 1.2 21.7 .8 20.7 1.7L14.3 7.5C13.1 8.6 12.6 9.8 12.6 11.2L12.6 19.3C12.6 20.8 13.9 21.2 14.9 20.3L21.3 14.5C22.5 13.4 23 12.2 23 10.8Z";

/** The stitch's two strands, once a page: every `Stitch` and chart refers to `#maille`. */
export function StitchSymbol() {
  return (
    <svg width="0" height="0" aria-hidden="true" focusable="false" className="m-hide">
      <symbol id="maille" viewBox="0 0 24 22">
        <path d={LEFT} />
        <path d={RIGHT} />
      </symbol>
    </svg>
  );
}

/**
 * One stitch: a city that agrees, or a quantity of hours, never a decoration. `bare` leaves the size to
 * the list it stands in.
 */
export function Stitch({ bare = false }: { bare?: boolean }) {
  return (
    <svg className={bare ? undefined : "m-stitch"} viewBox="0 0 24 22" aria-hidden="true" focusable="false">
      <use href="#maille" />
    </svg>
  );
}
