import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { MovementList } from "../../features/points/movement-list.tsx";
import { allMovementsQuery } from "../../features/points/movements.ts";
import { pointsText } from "../../i18n/points.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { useAccountNews } from "./use-account-news.ts";
import { useCityNames } from "./use-city-names.ts";

/** Every movement since the account was opened, a page at a time. */
export function Component() {
  const text = useText(pointsText);
  const movements = useInfiniteQuery(allMovementsQuery);
  const { nameOfCity } = useCityNames();
  useAccountNews();
  return (
    <Page title={text.allMovements} lead={<Link to="/points">{text.back}</Link>}>
      <Awaited reading={movements} what={text.movements} lines={6}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.movements);
          if (all.length === 0) return <Empty level={2} title={text.noMovement}>{text.noMovementNote}</Empty>;
          return (
            <section className="m-panel m-stack" aria-label={text.list}>
              <h2 className="m-hide">{text.list}</h2>
              <MovementList movements={all} nameOfCity={nameOfCity} />
              {movements.hasNextPage && <Button look="second" busy={movements.isFetchingNextPage} onPress={() => void movements.fetchNextPage()}>{text.seeMore}</Button>}
            </section>
          );
        }}
      </Awaited>
    </Page>
  );
}
