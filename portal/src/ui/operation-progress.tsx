import { Rang, rangOf } from "./rang.tsx";

/** A request on its way to the ledger: what is known of it now, without counting cities. */
export function OperationProgress({ sentence }: { sentence: string }) {
  return (
    <div className="m-stack m-stack-s" role="status">
      <Rang states={rangOf(0)} knitting />
      <p>{sentence}</p>
    </div>
  );
}
