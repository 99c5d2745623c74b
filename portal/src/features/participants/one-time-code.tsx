import type { ReactNode } from "react";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

/** A code to hand over, shown once, large, until the person says it is done. */
export function OneTimeCode({ title, code, done, onDone, children }: { title: string; code: string; done: string; onDone: () => void; children: ReactNode }) {
  return (
    <Banner tone="ok" title={title} announce>
      <p className="m-codemembre">{code}</p>
      <p>{children}</p>
      <Button look="second" onPress={onDone}>{done}</Button>
    </Banner>
  );
}
