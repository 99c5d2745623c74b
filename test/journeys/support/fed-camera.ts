import { writeFileSync } from "node:fs";
import { readPicture, type Picture } from "./read-picture.ts";

/** The camera of the browser: it sees the last picture shown to it. */
export interface FedCamera {
  /** The file that the browser plays, again and again. */
  readonly path: string;
  /** Holds a screen, as a PNG, before the camera; seen from the next time that a page opens it. */
  show(png: Buffer): void;
  /** Sees the wall again. */
  cover(): void;
}

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 3;
const WALL = 200;
/** Blue and red differences of a grey picture. */
const GREY = 128;

/** A camera that sees a grey wall. Its file is YUV4MPEG2, 4:2:0, which Chromium plays as it is. */
export function createFedCamera(path: string): FedCamera {
  const film = (light: Uint8Array): void => {
    const frame = [Buffer.from("FRAME\n"), light, Buffer.alloc((WIDTH / 2) * (HEIGHT / 2) * 2, GREY)];
    const frames = Array.from({ length: FRAMES }, () => frame).flat();
    writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), ...frames]));
  };
  const cover = (): void => film(new Uint8Array(WIDTH * HEIGHT).fill(WALL));
  cover();
  return { path, show: (png) => film(placeInFrame(readPicture(png))), cover };
}

/** The picture in the middle of the wall, as large as it fits, without smoothing. */
function placeInFrame(picture: Picture): Uint8Array {
  const light = new Uint8Array(WIDTH * HEIGHT).fill(WALL);
  const scale = Math.min((WIDTH * 0.9) / picture.width, (HEIGHT * 0.9) / picture.height);
  const [width, height] = [Math.floor(picture.width * scale), Math.floor(picture.height * scale)];
  const [left, top] = [Math.floor((WIDTH - width) / 2), Math.floor((HEIGHT - height) / 2)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = Math.floor(y / scale) * picture.width + Math.floor(x / scale);
      light[(top + y) * WIDTH + left + x] = picture.light[from] ?? WALL;
    }
  }
  return light;
}
