import type { Response } from "express";

/** An answer that is not plain JSON with the route's status: a redirection, a file, other headers, a stream. */
export class Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | object | undefined;
  /** Takes the response over once the headers are set; it is then the stream's to end. */
  readonly stream: ((response: Response) => void) | undefined;

  constructor(
    status: number,
    options: {
      headers?: Record<string, string>;
      body?: string | Uint8Array | object;
      stream?: (response: Response) => void;
    } = {},
  ) {
    this.status = status;
    this.headers = options.headers ?? {};
    this.body = options.body;
    this.stream = options.stream;
  }

  static redirect(location: string, headers: Record<string, string> = {}): Reply {
    return new Reply(302, { headers: { ...headers, Location: location, "Cache-Control": "no-store" } });
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
