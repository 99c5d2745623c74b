import { join } from "node:path";
import express, { Router } from "express";

/** The built portal: hashed assets for a year, the page itself never cached; unknown paths give the page. */
export function staticPortal(folder: string): Router {
  const router = Router();
  router.use(
    express.static(folder, {
      index: false,
      setHeaders: (response, path) => {
        const isHashed = path.includes(`${join(folder, "assets")}/`);
        response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    }),
  );
  router.use((request, response, next) => {
    const isPage = (request.method === "GET" || request.method === "HEAD") && request.accepts("html") !== false;
    if (!isPage) {
      next();
      return;
    }
    response.setHeader("Cache-Control", "no-cache");
    response.sendFile("index.html", { root: folder });
  });
  return router;
}
