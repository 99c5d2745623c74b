const paths = {
  device: "M7 5a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2zM11 17.8h2",
  cityHall: "M4 20h16M6 20V9l6-4 6 4v11M10 20v-5h4v5M10 11.5h.01M14 11.5h.01",
  card: "M3 7.5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 10h18M7 15h4",
  key: "M14.5 9.5a5 5 0 1 0-4.9 5l1.9-1.9h2v-2h2M6.5 8.5v.01",
  wallet: "M4 7h15a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4 7l11-3v3M16 13h.01",
  chevronRight: "M9 5l7 7-7 7",
  chevronDown: "M5 9l7 7 7-7",
  check: "M4 12.5l5.2 5.2L20 6.8",
  info: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.6v.01",
  warning: "M12 4L2.8 20h18.4zM12 10v4.5M12 17.2v.01",
  refused: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8 12h8",
  blocked: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M5.7 5.7l12.6 12.6",
  clock: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5.2l3.4 2",
  hourglass: "M7 3h10M7 21h10M8 3v4l4 5 4-5V3M8 21v-4l4-5 4 5v4",
  again: "M4 12a8 8 0 1 0 2.6-5.9M4 4v4.5h4.5",
  bookmark: "M5 4h14v16l-7-4.5L5 20z",
  shop: "M4 10v10h16V10M3 10l2-6h14l2 6zM9.5 20v-6h5v6",
  person: "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5c1-4.2 4-6 7.5-6s6.5 1.8 7.5 6",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM20 14v.01M17.5 20H14v-.5M20 17.5V20",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16",
  listen: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 010 6M18 6.5a8 8 0 010 11",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  backspace: "M20 6H10l-6 6 6 6h10zM12.5 9.5l5 5M17.5 9.5l-5 5",
  print: "M7 9V4h10v5M7 17H4.5V9.5h15V17H17M7 14h10v6H7z",
  offline: "M3 3l18 18M5 12.5a10 10 0 0 1 4.5-2.6M19 12.5a10 10 0 0 0-4-2.4M8.5 16a5 5 0 0 1 7 0M12 19.5v.01",
  plus: "M12 5v14M5 12h14",
  trash: "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13",
} as const;

export type IconName = keyof typeof paths;

/** A line icon beside words. Always decorative: the words carry the meaning. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg className={className ? `m-icon ${className}` : "m-icon"} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
