/** Where a process may die between two steps; tests kill it there, nothing else looks. */
export type RelayPoint = "SIGNED_NOT_SENT" | "SENT_NOT_RECORDED" | "MINED_NOT_RECORDED";
