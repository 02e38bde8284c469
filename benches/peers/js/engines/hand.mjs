// Code without an engine, in JavaScript: the limit that every engine is measured against.

const MENTAL_HEALTH = new Set(["depression", "bipolar", "ptsd", "anxiety", "ocd"]);

export const about = {
  id: "hand",
  title: "written by hand",
  note: "straight-line JavaScript: the limit",
  takes: "people",
  upTo: 18,
};

export async function start() {
  return () => screen;
}

function screen(person) {
  const raised = [];
  if (person.pregnant) raised.push("pregnancy");
  if (person.allergy) raised.push("ketamine-allergy");
  if (person.age < 18) raised.push("age-under-18");
  if (person.breastfeeding) raised.push("breastfeeding");
  for (const option of person.heart_brain) {
    if (option === "aneurysm") raised.push("aneurysm");
    else if (option === "high_blood_pressure") raised.push("high-blood-pressure");
    else if (option === "stroke") raised.push("stroke");
  }
  let theophylline = false;
  let maoi = false;
  let maoiWindow = false;
  let lamotrigine = false;
  for (const one of person.medications) {
    switch (one.class) {
      case "theophylline":
        theophylline ||= one.ongoing;
        break;
      case "maoi":
        maoi ||= one.ongoing;
        maoiWindow ||= one.hours < 336;
        break;
      case "lamotrigine":
        lamotrigine ||= one.hours < 12;
        break;
    }
  }
  let illicit = false;
  let alcohol = false;
  let cannabis = false;
  for (const one of person.substances) {
    switch (one.class) {
      case "illicit":
        illicit = true;
        break;
      case "alcohol":
        alcohol ||= one.hours < 24;
        break;
      case "cannabis":
        cannabis ||= one.hours < 24;
        break;
    }
  }
  if (theophylline) raised.push("theophylline-ongoing");
  if (maoi) raised.push("maoi-ongoing");
  if (illicit) raised.push("illicit-during-course");
  if (lamotrigine) raised.push("lamotrigine-washout");
  if (maoiWindow) raised.push("maoi-washout");
  if (alcohol) raised.push("alcohol-washout");
  if (cannabis) raised.push("cannabis-washout");
  if (person.indications.some((one) => MENTAL_HEALTH.has(one))) {
    if (!person.counselor_before) raised.push("counselor-before");
    if (!person.counselor_during_after) raised.push("counselor-during-after");
  }
  if (!person.regular_visits) raised.push("regular-visits");
  if (!person.driver_home) raised.push("driver-home");
  return raised;
}
