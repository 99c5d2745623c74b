import { useQueryClient } from "@tanstack/react-query";
import { useCityEvent } from "../../api/use-city-event.ts";

/** Reads again what an act changes, each time the city says that one moved. */
export function useActNews(): void {
  const queries = useQueryClient();
  useCityEvent("act-changed", () => {
    for (const key of ["acts", "institutions", "programmes", "officers", "disputes", "clearing"]) void queries.invalidateQueries({ queryKey: [key] });
  });
}
