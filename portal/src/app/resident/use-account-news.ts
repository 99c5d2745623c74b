import { useQueryClient } from "@tanstack/react-query";
import { useCityEvent } from "../../api/use-city-event.ts";

/** Reads the resident's account again when the city says that it moved. */
export function useAccountNews(): void {
  const queries = useQueryClient();
  const readAgain = () => void queries.invalidateQueries({ queryKey: ["account"] });
  useCityEvent("account-changed", readAgain);
  useCityEvent("sheet-changed", readAgain);
}
