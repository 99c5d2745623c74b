/** Work at intervals. Runs never overlap; a failure is logged and the next run comes all the same. */
export interface Job {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<void>;
  /** Called with what starts the next run at once, for work that something else announces. */
  onWake?(wake: () => void): void;
}
