// A language that does not ship: a protocol in Arabic, and a page that gives the quiz its words.

import { init, Lexicon, Protocol, Words } from "./node_modules/prescreen/index.js";

const text = (ar) => ({ ar });
const cite = { source: "rules", at: "كلها", basis: "clinic policy" };

const source = {
  id: "arabic-clinic",
  version: "1.0.0",
  title: text("قبل العلاج بالتسريب"),
  note: text("هذا فحص أولي. الطبيب هو من يقرر."),
  locales: ["ar"],
  reviewed: "2026-01-01",
  review_by: "2036-01-01",
  treatment: { name: text("التسريب"), duration: ["30 min", "2 h"] },
  sources: { rules: { title: "قواعد البيت", publisher: "عيادتنا" } },
  questions: [
    { id: "age", type: "number", ask: text("كم عمرك؟"), min: 0, max: 120, unit: "سنة", whole: true },
    { id: "driver_home", type: "yes_no", ask: text("هل سيوصلك أحد إلى البيت؟"), why: text("لا تقد بعد التسريب.") },
    { id: "medications", type: "uses", ask: text("ما الأدوية التي تتناولها؟") },
    { id: "meal", type: "time", tense: "past", ask: text("متى أكلت آخر مرة؟") },
  ],
  criteria: [
    { id: "age-under-18", role: "referral", when: "age < 18 سنة", say: text("يقرر الطبيب معك."), cite },
    { id: "driver", role: "requirement", when: "driver_home is no", say: text("ابحث عمن يوصلك."), cite },
    {
      id: "lamotrigine-washout",
      role: "deferral",
      washout: { of: "lamotrigine", before: "12 h", after: "6 h" },
      say: text("يجب أن تمر 12 ساعة قبل التسريب و6 ساعات بعده."),
      cite,
    },
    { id: "meal", role: "deferral", washout: { since: "meal", before: "8 h" }, say: text("لا تأكل قبله."), cite },
    {
      id: "no-driving",
      role: "advice",
      avoid: { what: text("القيادة"), after: "24 h" },
      say: text("لا تقد في اليوم التالي."),
      cite,
    },
    { id: "emergency-signs", role: "advice", section: "emergency", say: text("اتصل بالطوارئ عند ألم في الصدر."), cite },
  ],
};

await init();
const quiz = document.querySelector("prescreen-quiz");
const words = await (await fetch("arabic.json")).text();
quiz.words = Words.from("ar", words);
quiz.protocol = Protocol.from(source, await Lexicon.load());
quiz.now = () => "2026-05-05T09:45:00-06:00";
await import("./node_modules/prescreen/element.js");
