// An intake as numbers, written straight into the engine's memory. The layout stands in src/intake/read/packed.rs.
//
// Only what is certain is packed: plain objects, answers of the type that their question asks for, texts that the engine has
// read before. For everything else `pack` says false, and the intake goes the plain way, in which it is read value by value
// and every problem is found. So nothing here decides what an answer means.

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
  #engine;
  #protocol;
  #layout;
  #questions;
  #ids;
  /** The questions in the order of the keys of the last intake: those of the next one are most likely the same. */
  #expected = [];
  #names = new Map();
  #times = new Map();
  /** Whether the engine keeps as many texts as it may. */
  #isFull = false;
  #packed;
  #results;
  #at = 0;

  /** @param protocol The engine's own, not yet freed. */
  constructor(engine, protocol) {
    this.#engine = engine;
    this.#protocol = protocol;
    this.#layout = protocol.layout();
    const questions = protocol.questions().map(({ id, type, options = [] }, place) => {
      return [id, { id, type, place, bits: new Map(options.map((option, bit) => [option.id, bit])) }];
    });
    this.#questions = new Map(questions);
    this.#ids = questions.map(([id]) => id);
    this.#look();
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
    const { buffer } = this.#engine.engineMemory();
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
    const next = place < 0 ? null : { question: this.#ids[place], ask: asks[ask] };
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
    const start = this.#at;
    if (this.#isFull && start === 0) this.#forget();
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
    this.#time(now);
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
    this.#put(question.place);
    if (answer === null) this.#put(UNKNOWN);
    else this.#answer(question, answer);
  }

  #answer({ type, bits }, answer) {
    if (type === "time") return this.#when(answer);
    this.#put(GIVEN);
    switch (type) {
      case "yes_no":
        unless(typeof answer === "boolean");
        return this.#put(answer ? 1 : 0);
      case "one":
        return this.#bits([answer], bits);
      case "many":
        unless(Array.isArray(answer));
        return this.#bits(answer, bits);
      case "number":
        unless(Number.isFinite(answer));
        return this.#put(answer);
      case "uses":
        unless(Array.isArray(answer));
        this.#put(answer.length);
        for (let place = 0; place < answer.length && this.#at < this.#layout.packedRoom; place += 1)
          this.#use(answer[place]);
        return undefined;
      default:
        throw unsure;
    }
  }

  #bits(chosen, bits) {
    let low = 0;
    let high = 0;
    unless(chosen.length <= bits.size);
    for (let place = 0; place < chosen.length; place += 1) {
      const bit = bits.get(chosen[place]);
      unless(bit !== undefined);
      if (bit < 32) low |= 1 << bit;
      else high |= 1 << (bit - 32);
    }
    this.#put(low >>> 0);
    this.#put(high >>> 0);
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
    else this.#time(time);
  }

  #time(time) {
    if (typeof time === "string") {
      this.#put(TEXT);
      this.#put(this.#number(this.#times, time));
      return;
    }
    unless(typeof time === "object" && time !== null);
    if (getPrototypeOf(time) === Date.prototype) {
      const moment = getTime.call(time);
      unless(tagOf.call(time) === "[object Date]" && Number.isFinite(moment));
      this.#put(MOMENT);
      this.#put(moment);
      return;
    }
    unless(isPlain(time));
    let earliest, latest;
    for (const key in time) {
      if (key === "earliest") earliest = time.earliest;
      else if (key === "latest") latest = time.latest;
      else unless(time[key] === undefined);
    }
    unless(earliest !== undefined || latest !== undefined);
    this.#put(RANGE);
    this.#put(earliest === undefined ? OPEN : this.#number(this.#times, earliest));
    this.#put(latest === undefined ? OPEN : this.#number(this.#times, latest));
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
