import { Component } from "react";
import type { ErrorInfo, ReactNode } from "react";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";

type Props = { children: ReactNode };
type State = { failed: boolean };

/** Keeps the rest of the page when a part of it fails, and offers to try again. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.failed ? <PartFailed onRetry={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

/** What stands in place of a part that failed. */
export function PartFailed({ onRetry }: { onRetry: () => void }) {
  const text = useText(uiText);
  return (
    <Banner tone="bad" title={text.failedTitle} announce>
      <p>{text.failedBody}</p>
      <Button look="second" onPress={onRetry}>{text.retry}</Button>
    </Banner>
  );
}
