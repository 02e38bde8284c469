// Takes the pictures of the READMEs from the demo, with the package that `cargo xtask package` left, at a time that is
// always the same: `node screenshots.mjs`. They are part of the repository and of no page.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { closeBrowser } from "./lib/browser.mjs";
import { findTarball, repository, scratch } from "./lib/paths.mjs";
import { plain, toCheck } from "./quiz/open.mjs";
import { Person } from "./quiz/person.mjs";
import { whileDemo } from "./result/demo.mjs";

const NOW = "2026-05-04T09:45:00-06:00";
const APPOINTMENT = { start: "2026-05-05T10:00:00-06:00" };
const WIDE = { width: 860, height: 720 };
const PHONE = { width: 390, height: 780 };
/** Good to read, and much smaller than a PNG. */
const TYPE = { type: "image/webp", quality: 0.75 };
const MOST_OCTETS = 60_000;

const folder = join(repository, "www-demo/screenshots");
mkdirSync(folder, { recursive: true });
const name = "screenshots";
await whileDemo(name, { tarball: findTarball() }, async (open) => {
  const { Protocol, Words } = await import(pathToFileURL(join(scratch, name, "node_modules/prescreen/inline.js")));
  const protocol = await Protocol.load("ketamine-iv");
  const quiz = async (page, language, size, read) => {
    const words = await Words.load(language);
    await open(page, async (tab) => {
      await tab.clock.setFixedTime(NOW);
      await tab.setViewportSize(size);
      await tab.reload();
      const me = new Person(tab.locator("prescreen-quiz"), { protocol, words, language });
      await me.quiz.locator("form").waitFor();
      await me.quiz.evaluate((element, appointment) => {
        element.timeZone = "America/Denver";
        element.appointment = appointment;
      }, APPOINTMENT);
      await read(me, (file, height) => picture(tab, file, height));
    });
  };
  await quiz("index.html", "en", WIDE, journey);
  await quiz("es.html", "es", PHONE, onPhone);
  await open("playground.html", async (tab) => {
    await tab.setViewportSize({ width: 1280, height: 800 });
    await tab.locator("#tally", { hasText: "passed" }).waitFor();
    await tab.locator("#result article").waitFor();
    await tab.locator(".columns").evaluate((columns) => columns.scrollIntoView());
    await picture(tab, "playground");
  });
});
await closeBrowser();

async function journey(me, take) {
  await take("question");
  await me.choose(me.t("uses.some"));
  await me.name().pressSequentially("lami");
  await me.name().press("ArrowDown");
  await me.name().scrollIntoViewIfNeeded();
  await take("medicines");
  await me.name().fill("");
  await me.add({ name: "lamictol", last: me.t("when.last_night"), ongoing: me.t("yes") });
  await me.go();
  await toCheck(me, plain(me, { "meaning lamictol": "lamotrigine", driver_home: me.t("no") }));
  await take("check");
  await me.button(me.t("check.result")).click();
  await take("result");
  await me.quiz.locator(".plan").evaluate((plan) => plan.scrollIntoView());
  await take("timeline", 520);
}

/** The time of the last use matters now. */
async function onPhone(me, take) {
  await me.quiz.evaluate((element) => (element.appointment = null));
  await me.answer([{ name: "Lamictal" }]);
  await me.go();
  await me.walk(plain(me));
  await me.choose(me.t("when.ago"));
  await me.details(me.quiz, [[me.t("when.number"), "12"]]);
  await take("phone");
}

/** What is seen of the page, down to a height. */
async function picture(tab, file, height) {
  // What was clicked shows that it was.
  await tab.mouse.move(0, 0);
  const { width, height: most } = tab.viewportSize();
  const clip = { x: 0, y: 0, width, height: height ?? most };
  const png = (await tab.screenshot({ animations: "disabled", clip })).toString("base64");
  const helper = await tab.context().newPage();
  const octets = await helper.evaluate(
    async ([source, type]) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
      return [...new Uint8Array(await (await canvas.convertToBlob(type)).arrayBuffer())];
    },
    [png, TYPE],
  );
  await helper.close();
  if (octets.length > MOST_OCTETS) throw new Error(`${file} has ${octets.length} octets, more than ${MOST_OCTETS}`);
  writeFileSync(join(folder, `${file}.webp`), Uint8Array.from(octets));
  process.stdout.write(`${file}.webp: ${octets.length} octets\n`);
}
