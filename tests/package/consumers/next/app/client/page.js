"use client";
// A client component: rendered on the server too, where it only imports; it screens in the browser.

import { Protocol } from "prescreen";
import { useEffect } from "react";
import { tenLines } from "../../ten-lines.mjs";

export default function Page() {
  useEffect(() => {
    tenLines({ Protocol }).then((outcome) => {
      globalThis.outcome = outcome;
    });
  }, []);
  return <p>Screens in the browser.</p>;
}
