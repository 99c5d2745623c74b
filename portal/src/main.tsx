import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { createQueryClient } from "./app/create-query-client.ts";
import { NoCityScreen } from "./app/no-city-screen.tsx";
import { createPortalRouter } from "./app/router.tsx";
import { applyCityLook } from "./cities/apply-city-look.ts";
import { CityContext } from "./cities/city-context.ts";
import { cityOfHost } from "./cities/city-of-host.ts";
import { memberCities } from "./cities/member-cities.ts";
import "./styles/all.css";

const container = document.getElementById("portail");
if (!container) throw new Error("index.html has no #portail");

const city = cityOfHost(window.location.hostname);
applyCityLook(city ?? memberCities[0]);

createRoot(container).render(
  <StrictMode>
    {city ? (
      <CityContext value={city}>
        <QueryClientProvider client={createQueryClient()}>
          <RouterProvider router={createPortalRouter()} />
        </QueryClientProvider>
      </CityContext>
    ) : (
      <NoCityScreen />
    )}
  </StrictMode>,
);
