/** An answer that is not plain JSON with the route's status: a redirection, a file, other headers. */
export class Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | object | undefined;

  constructor(status: number, options: { headers?: Record<string, string>; body?: string | Uint8Array | object } = {}) {
    this.status = status;
    this.headers = options.headers ?? {};
    this.body = options.body;
  }

  static redirect(location: string): Reply {
    return new Reply(302, { headers: { Location: location, "Cache-Control": "no-store" } });
  }

  static csv(fileName: string, text: string): Reply {
    return new Reply(200, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${fileName}"`,
      },
      // Spreadsheets in French read UTF-8 only with the mark, and fields between semicolons.
      body: `\uFEFF${text}`,
    });
  }
}
