// An intake as numbers, written straight into the engine's memory. The layout stands in src/intake/read/packed.rs.
//
// Only what is certain is packed: plain objects, answers of the type that their question asks for, texts that the engine has
// read before. For everything else `pack` says false, and the intake goes the plain way, in which it is read value by value
// and every problem is found. So nothing here decides what an answer means.

import { timeSaid, unpacked } from "./unpack.js";

// The tags, as the engine knows them.
const ABSENT = 0;
const UNKNOWN = 1;
const GIVEN = 2;
const NEVER = 3;
const TEXT = 4;
const MOMENT = 5;
const RANGE = 6;
const OPEN = -1;

const { getPrototypeOf, prototype } = Object;
const tagOf = Object.prototype.toString;
const { getTime } = Date.prototype;

/** Thrown and caught in here, when an intake has to go the plain way. */
const unsure = Symbol("unsure");

function unless(isCertain) {
  if (!isCertain) throw unsure;
}

/** An object as a literal or JSON makes it: a loop over its keys shows all that it has. */
function isPlain(value) {
  return (
    typeof value === "object" &&
    value !== null &&
    getPrototypeOf(value) === prototype &&
    tagOf.call(value) === "[object Object]"
  );
}

const nothing = {};

/** Somebody may have given every object a key. */
function expectUnspoiltObjects() {
  for (const _ in nothing) throw unsure;
}

export class Packer {
  #memory;
  #protocol;
  #layout;
  /** Made when something is packed for the first time. */
  #questions;
  /** The questions in the order of the keys of the last intake: those of the next one are most likely the same. */
  #expected = [];
  #names = new Map();
  #times = new Map();
  /** Whether the engine keeps as many texts as it may. */
  #isFull = false;
  #packed;
  #results;
  #at = 0;
  #isPacking = false;
  /** Of the intake that was packed last, as it was read: the time, each answer at the place of its question, the names. */
  #said = { now: undefined, answers: [], names: [], firstNames: [] };
  #hasScreened = false;
  #values;

  /** @param protocol The engine's own, not yet freed. */
  constructor(engine, protocol) {
    this.#memory = engine.engineMemory();
    this.#protocol = protocol;
    this.#layout = protocol.layout();
    this.#values = protocol.values();
    this.#look();
  }

  /** All that follows from an intake. */
  screen(intake) {
    return this.#screenPacked(intake) ?? this.#screenPlain(intake);
  }

  /** `undefined` if it has to go the plain way. */
  #screenPacked(intake) {
    if (!this.#hasScreened && !this.#questions) {
      // A page that screens once is quicker without what makes the next ones quick.
      this.#hasScreened = true;
      return undefined;
    }
    const isPacked = this.#pack(intake);
    this.#at = 0;
    return isPacked && this.#protocol.screenPacked() ? this.#screening(this.#said) : undefined;
  }

  #screenPlain(intake) {
    this.#protocol.screenPlain(intake);
    return this.#screening(undefined);
  }

  #screening(said) {
    this.#look();
    const { buffer } = this.#memory;
    const where = this.#results;
    return unpacked({
      numbers: new Float64Array(buffer, where[0], where[1]),
      text: where[3] > 0 ? new Uint8Array(buffer, where[2], where[3]) : undefined,
      values: this.#values,
      questions: this.#layout.questions,
      said,
    });
  }

  #learnQuestions() {
    const questions = this.#protocol.questions().map(({ id, type, options = [] }, place) => {
      return [id, { id, type, place, bits: new Map(options.map((option, bit) => [option.id, bit])) }];
    });
    return new Map(questions);
  }

  /** What an intake comes to; `undefined` if it has to go the plain way. */
  judge(intake) {
    return this.#pack(intake) ? this.#judge(1)[0] : undefined;
  }

  /** What each of many comes to; `plainly` is asked about those that have to go the plain way. */
  judgeAll(intakes, plainly) {
    const judged = [];
    const most = Math.floor(this.#layout.resultsRoom / this.#layout.longestResult);
    let waiting = 0;
    const flush = () => {
      for (const judgement of this.#judge(waiting)) judged.push(judgement ?? plainly(intakes[judged.length]));
      waiting = 0;
    };
    for (const intake of intakes) {
      if (waiting === most) flush();
      let isPacked = this.#pack(intake);
      if (!isPacked && waiting > 0) {
        // It may only have found no room beside the others.
        flush();
        isPacked = this.#pack(intake);
      }
      if (isPacked) waiting += 1;
      else judged.push(plainly(intake));
    }
    flush();
    return judged;
  }

  /** Looks at the engine's memory anew: once it has grown, what showed it before shows nothing. */
  #look() {
    const { buffer } = this.#memory;
    if (this.#packed?.buffer === buffer) return;
    const { packedAt, packedRoom, resultsAt, resultsRoom } = this.#layout;
    this.#packed = new Float64Array(buffer, packedAt, packedRoom);
    this.#results = new Float64Array(buffer, resultsAt, resultsRoom);
  }

  /**
   * Changes an answer of a resident intake; false if it has to go the plain way.
   *
   * @param resident The engine's own.
   */
  set(resident, id, answer) {
    this.#at = 0;
    const isPacked = this.#packs(() => {
      expectUnspoiltObjects();
      this.#answered(this.#question(id), answer);
    });
    this.#at = 0;
    return isPacked && resident.setPacked();
  }

  /** Where a resident intake stands, once the engine has written that. */
  step() {
    this.#look();
    const { asks, dispositions } = this.#layout;
    const [disposition, worstCase, place, item, ask] = this.#results;
    const next = place < 0 ? null : { question: this.#layout.questions[place], ask: asks[ask] };
    if (item >= 0) next.item = item;
    return { disposition: dispositions[disposition], worstCase: dispositions[worstCase], next };
  }

  /** What a resident intake comes to, once the engine has written that. */
  judgement() {
    return this.#read(1)[0];
  }

  /** Judges so many packed intakes; `undefined` stands for one that has to go the plain way. */
  #judge(count) {
    this.#at = 0;
    if (count === 0) return [];
    this.#protocol.judgePacked(count);
    return this.#read(count);
  }

  #read(count) {
    this.#look();
    const judged = [];
    const { criteria, dispositions } = this.#layout;
    const results = this.#results;
    let at = 0;
    while (judged.length < count) {
      const disposition = results[at++];
      if (disposition < 0) {
        judged.push(undefined);
        continue;
      }
      const worstCase = dispositions[results[at++]];
      const raised = [];
      const possible = [];
      for (let left = results[at++]; left > 0; left -= 1) {
        const criterion = results[at++];
        if (criterion < 0) possible.push(criteria[-1 - criterion]);
        else raised.push(criteria[criterion]);
      }
      judged.push({ disposition: dispositions[disposition], worstCase, raised, possible });
    }
    return judged;
  }

  /** Packs an intake behind those that wait. */
  #pack(intake) {
    return this.#packs(() => this.#intake(intake));
  }

  /** Whether something could be packed. */
  #packs(put) {
    // A getter of an intake may ask about another.
    if (this.#isPacking) return false;
    this.#isPacking = true;
    const start = this.#at;
    if (this.#isFull && start === 0) this.#forget();
    this.#questions ??= this.#learnQuestions();
    this.#look();
    try {
      this.#put(0);
      put();
      unless(this.#at <= this.#layout.packedRoom);
      this.#packed[start] = this.#at - start - 1;
      return true;
    } catch {
      // Also what a getter throws: the plain way meets it again, and says where.
      this.#at = start;
      return false;
    } finally {
      this.#isPacking = false;
    }
  }

  #put(number) {
    // Beyond the room this does nothing, and is noticed in the end.
    this.#packed[this.#at++] = number;
  }

  #intake(intake) {
    expectUnspoiltObjects();
    unless(isPlain(intake));
    let now, appointment, answers;
    for (const key in intake) {
      if (key === "now") now = intake.now;
      else if (key === "appointment") appointment = intake.appointment;
      else if (key === "answers") answers = intake.answers;
      else unless(intake[key] === undefined);
    }
    this.#said.names.length = 0;
    this.#said.now = this.#time(now);
    this.#appointment(appointment ?? nothing);
    this.#answers(answers ?? nothing);
  }

  #appointment(appointment) {
    unless(isPlain(appointment));
    let start, end;
    for (const key in appointment) {
      if (key === "start") start = appointment.start;
      else if (key === "end") end = appointment.end;
      else unless(appointment[key] === undefined);
    }
    this.#orAbsent(start);
    this.#orAbsent(end);
  }

  #orAbsent(time) {
    if (time === undefined) this.#put(ABSENT);
    else this.#time(time);
  }

  #answers(answers) {
    unless(isPlain(answers));
    const count = this.#at;
    this.#put(0);
    const expected = this.#expected;
    let given = 0;
    for (const id in answers) {
      const answer = answers[id];
      if (answer === undefined) continue;
      if (expected[given]?.id !== id) expected[given] = this.#question(id);
      this.#answered(expected[given], answer);
      given += 1;
    }
    this.#packed[count] = given;
  }

  #question(id) {
    const question = this.#questions.get(id);
    unless(question !== undefined);
    return question;
  }

  #answered(question, answer) {
    const { place } = question;
    this.#put(place);
    if (answer === null) this.#put(UNKNOWN);
    this.#said.answers[place] = answer === null ? null : this.#answer(question, answer);
  }

  /** Gives back what was read, of which nobody else holds a part; `undefined` where that would be much. */
  #answer({ type, bits, place }, answer) {
    if (type === "time") return timeSaid(this.#when(answer));
    this.#put(GIVEN);
    switch (type) {
      case "yes_no":
        unless(typeof answer === "boolean");
        this.#put(answer ? 1 : 0);
        return answer;
      case "one":
        return this.#bits([answer], bits)[0];
      case "many":
        unless(Array.isArray(answer));
        return this.#bits(answer, bits);
      case "number":
        unless(Number.isFinite(answer));
        this.#put(answer);
        // Without the sign of nothing.
        return answer + 0;
      case "uses":
        unless(Array.isArray(answer));
        this.#put(answer.length);
        this.#said.firstNames[place] = this.#said.names.length;
        for (let item = 0; item < answer.length && this.#at < this.#layout.packedRoom; item += 1)
          this.#use(answer[item]);
        return answer.length === 0 ? [] : undefined;
      default:
        throw unsure;
    }
  }

  #bits(chosen, bits) {
    const read = [];
    let low = 0;
    let high = 0;
    unless(chosen.length <= bits.size);
    for (let place = 0; place < chosen.length; place += 1) {
      const option = chosen[place];
      const bit = bits.get(option);
      unless(bit !== undefined);
      if (bit < 32) low |= 1 << bit;
      else high |= 1 << (bit - 32);
      read.push(option);
    }
    this.#put(low >>> 0);
    this.#put(high >>> 0);
    return read;
  }

  #use(one) {
    unless(isPlain(one));
    let name, last, ongoing, next;
    for (const key in one) {
      if (key === "name") name = one.name;
      else if (key === "last") last = one.last;
      else if (key === "ongoing") ongoing = one.ongoing;
      else if (key === "next") next = one.next;
      else unless(one[key] === undefined);
    }
    this.#put(this.#number(this.#names, name));
    this.#said.names.push(name);
    this.#whenOrAbsent(last);
    if (ongoing === undefined) {
      this.#put(ABSENT);
    } else if (ongoing === null) {
      this.#put(UNKNOWN);
    } else {
      unless(typeof ongoing === "boolean");
      this.#put(GIVEN);
      this.#put(ongoing ? 1 : 0);
    }
    this.#whenOrAbsent(next);
  }

  #whenOrAbsent(time) {
    if (time === undefined) this.#put(ABSENT);
    else this.#when(time);
  }

  #when(time) {
    if (time === null) this.#put(UNKNOWN);
    else if (time === "never") this.#put(NEVER);
    else return this.#time(time);
    return time;
  }

  /** Gives back what was read, a `Date` as its milliseconds. */
  #time(time) {
    if (typeof time === "string") {
      this.#put(TEXT);
      this.#put(this.#number(this.#times, time));
      return time;
    }
    unless(typeof time === "object" && time !== null);
    if (getPrototypeOf(time) === Date.prototype) {
      const moment = getTime.call(time);
      unless(tagOf.call(time) === "[object Date]" && Number.isFinite(moment));
      this.#put(MOMENT);
      this.#put(moment);
      return moment;
    }
    unless(isPlain(time));
    const read = {};
    for (const key in time) {
      const end = time[key];
      if (end === undefined) continue;
      unless(key === "earliest" || key === "latest");
      read[key] = end;
    }
    const { earliest, latest } = read;
    unless(earliest !== undefined || latest !== undefined);
    this.#put(RANGE);
    this.#put(earliest === undefined ? OPEN : this.#number(this.#times, earliest));
    this.#put(latest === undefined ? OPEN : this.#number(this.#times, latest));
    return read;
  }

  /** The number under which the engine knows a text, which it reads only once. */
  #number(known, text) {
    const number = known.get(text);
    if (number !== undefined) return number;
    unless(typeof text === "string");
    if (known.size === this.#layout.mostTexts) {
      this.#isFull = true;
      throw unsure;
    }
    const learnt = known === this.#names ? this.#protocol.packName(text) : this.#protocol.packTime(text);
    this.#look();
    unless(learnt >= 0);
    known.set(text, learnt);
    return learnt;
  }

  /** Starts anew with the texts. Nothing that was packed with them may still wait. */
  #forget() {
    this.#isFull = false;
    this.#protocol.forgetTexts();
    this.#names.clear();
    this.#times.clear();
  }
}
