// The quiz in a form of React: properties go in, an event comes out.

import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import "prescreen/element";

const known = { driver_home: true };

function IntakeForm() {
  const [result, setResult] = useState(null);
  return (
    <main>
      <h1>Intake</h1>
      <form onSubmit={(event) => event.preventDefault()}>
        <prescreen-quiz
          name="screening"
          protocol="ketamine-iv"
          lang="en"
          answers={known}
          onprescreen-result={(event) => setResult(event.detail.screening.disposition)}
        />
        <output>{result}</output>
      </form>
    </main>
  );
}

createRoot(document.querySelector("#root")).render(
  <StrictMode>
    <IntakeForm />
  </StrictMode>,
);
