// The types that require() finds.

import prescreen = require("prescreen");
import author = require("prescreen/author");
import inline = require("prescreen/inline");

export async function screen(intake: prescreen.Intake, toml: string): Promise<prescreen.Disposition[]> {
  const screenings: prescreen.Screening[] = [];
  for (const entry of [prescreen, inline, author]) {
    const protocol = await entry.Protocol.load("ketamine-iv");
    screenings.push(protocol.screen(intake));
  }
  screenings.push(author.Protocol.parse(toml).screen(intake));
  // @ts-expect-error: no such name
  prescreen.check(toml);
  return screenings.map(({ disposition }) => disposition);
}
