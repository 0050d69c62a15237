// Made by `workshop types > static/types.d.ts`: the server's own record kinds and commands.
// Edit those, not this.

export interface AcceptanceBody {
  verdict: "returned" | "accepted";
  comments: Array<string>;
  conditions: Array<string>;
  taken: Record<string, string>;
  version: number;
  hash: string;
  head: string;
  name: string;
}

export interface ActionBody {
  strategy: string;
  what: string;
  outcome: string;
  owner: string;
  due: string;
  with_whom: string;
  because: string;
  sources: Array<string>;
  follows: string;
  state: "proposed" | "accepted" | "declined";
  answered_at: number;
  answered_via: string;
  declined_why: string;
  counter: Record<string, unknown>;
  before: Record<string, unknown>;
  progress: "" | "done" | "on_track" | "late" | "blocked" | "cancelled";
  progress_note: string;
  progress_at: number;
  first_step: string;
  customer_wording: string;
  holds: Array<string>;
  merged_into: string;
}

export interface AmendmentAnswerBody {
  target: string;
  verdict: "ok" | "return";
  now: Record<string, unknown>;
  why: string;
}

export interface AskBody {
  what: string;
  amount: number;
  why: string;
  decider: string;
  answer: "" | "granted" | "partly" | "refused" | "later";
  answer_note: string;
  until: string;
}

export interface BalanceBody {
  stage: string;
  people: number;
  since: number;
  until: number;
  channels: Array<Record<string, unknown>>;
  speakers: number;
  turns: number;
  seconds: number;
}

export interface BallotBody {
  items: Array<string>;
  dots_each: number;
  title: string;
  max_per_item: number;
  others_only: boolean;
  voters: Array<string>;
  open: boolean;
  closed_at: number;
  seen_at: number;
  tally: Record<string, number>;
  again_of: string;
  round: number;
}

export interface BetBody {
  opportunity: string;
  yes: boolean;
}

export interface BreakoutBody {
  title: string;
  prompt: string;
  slot: string;
  c: "" | "customer" | "competitor" | "company";
  members: Array<string>;
  order: number;
  minutes: number;
  started: number;
  ends_at: number;
  paused_at: number;
  ended: number;
  apart: boolean;
  calls: number;
  coming: string;
}

export interface BriefBody {
  text: string;
  about: string;
  sources: Array<string>;
  said_by: string;
  late: number;
}

export interface CardBody {
  c: "customer" | "competitor" | "company";
  text: string;
  sources: Array<string>;
  basis: string;
  whose: "" | "ours" | "theirs";
  confidence: "" | "sure" | "likely" | "guess";
  holds: Array<string>;
  merged_into: string;
}

export interface CellBody {
  unit: string;
  offering: string;
  status: "unknown" | "open" | "owned" | "competitor" | "in_house" | "not_applicable" | "blocked";
  spend: number;
  our_revenue: number;
  competitor: string;
  contract_end: string;
  reason: string;
  until: string;
  owner: string;
  due: string;
  confidence: "" | "sure" | "likely" | "guess";
  sources: Array<string>;
}

export interface ChallengeBody {
  target: string;
  text: string;
  sources: Array<string>;
  state: "open" | "answered" | "closed";
  answer: string;
  answered_by: string;
}

export interface ClusterBody {
  title: string;
  slot: string;
}

export interface CustomerItemBody {
  section: "heard" | "means" | "do" | "need" | "next";
  text: string;
  about: string;
  who: string;
  due: string;
  response: "" | "right" | "correct" | "not now";
  response_text: string;
  shown: Record<string, string>;
}

export interface DecisionBody {
  verdict: "returned" | "approved";
  version: number;
  hash: string;
  comments: Array<string>;
  head: string;
  name: string;
  role: string;
  witness: string;
  marks: Array<Record<string, unknown>>;
  plan: Record<string, unknown>;
  known: Array<Record<string, unknown>>;
}

export interface DecisionNoteBody {
  text: string;
  how: string;
  objections: string;
  about: Array<string>;
  supersedes: string;
  present: Array<string>;
  decider: string;
  proposal: string;
}

export interface DeskNoteBody {
  text: string;
  about: string;
}

export interface DotsBody {
  ballot: string;
  dots: Record<string, number>;
  done: boolean;
}

export interface FindingBody {
  text: string;
  source: string;
  url: string;
  card: string;
}

export interface FiveWhyBody {
  text: string;
}

export interface FunnelBody {
  growth_target: number;
  average_deal: number;
  win_rate_percent: number;
  prospects_per_opportunity: number;
  account_revenue: number;
  growth_percent: number;
  expected_from_existing: number;
  cycle_months: number;
  result: Record<string, number>;
  versions: Array<Record<string, unknown>>;
}

export interface GoalBody {
  text: string;
  links: Array<string>;
  owners: Array<string>;
  told_by: Array<string>;
  sources: Array<string>;
  basis: string;
  state: "unconfirmed" | "confirmed" | "achieved" | "resolved" | "completed" | "overcome";
  confirmed_by: string;
  confirmed_on: string;
  holds: Array<string>;
  merged_into: string;
}

export interface HomeworkBody {
  person: string;
  c: "customer" | "competitor" | "company";
  question: string;
}

export interface InfluenceBody {
  of: string;
  on: string;
  note: string;
}

export interface InitiativeBody {
  text: string;
  links: Array<string>;
  owners: Array<string>;
  told_by: Array<string>;
  sources: Array<string>;
  basis: string;
  state: "unconfirmed" | "confirmed" | "achieved" | "resolved" | "completed" | "overcome";
  confirmed_by: string;
  confirmed_on: string;
  holds: Array<string>;
  merged_into: string;
  priority: "" | "high" | "medium" | "low";
  outcome: string;
  timing: string;
}

export interface MarkBody {
  target: string;
  mark: "ok" | "condition" | "return";
  text: string;
  owner: string;
  due: string;
}

export interface MinuteBody {
  text: string;
  tag: "note" | "decision" | "action" | "quote";
  at: number;
  said_by: string;
  slot: string;
}

export interface NoneThisYearBody {
  category: "marketing" | "business_development" | "revenue" | "cross_account";
  because: string;
}

export interface NoteBody {
  text: string;
  slot: string;
  cluster: string;
  sources: Array<string>;
  stars: Array<string>;
  late: number;
  order: number;
  breakout: string;
  report: boolean;
  overtime: number;
  holds: Array<string>;
  merged_into: string;
}

export interface ObjectionBody {
  proposal: string;
  objects: boolean;
  reason: string;
}

export interface ObjectiveBody {
  category: "marketing" | "business_development" | "revenue" | "cross_account";
  text: string;
  sort: "" | "partnering" | "relationship" | "research" | "customer_success" | "other";
  metric: string;
  target: string;
  opportunities: Array<string>;
  insights: Array<string>;
  sources: Array<string>;
  owner: string;
  customer_wording: string;
  holds: Array<string>;
  merged_into: string;
}

export interface ObstacleBody {
  text: string;
  links: Array<string>;
  owners: Array<string>;
  told_by: Array<string>;
  sources: Array<string>;
  basis: string;
  state: "unconfirmed" | "confirmed" | "achieved" | "resolved" | "completed" | "overcome";
  confirmed_by: string;
  confirmed_on: string;
  holds: Array<string>;
  merged_into: string;
}

export interface OfferingBody {
  name: string;
  note: string;
}

export interface OpportunityBody {
  name: string;
  unit: string;
  offering: string;
  initiatives: Array<string>;
  stage: "potential" | "qualified" | "proposal" | "won" | "lost" | "on_hold";
  amount: number;
  close_date: string;
  sponsor: string;
  evidence: string;
  value_to_customer: number;
  value_to_us: number;
  why_us: string;
  focus: "" | "focus" | "nurture" | "drop";
  why: string;
  customer_wording: string;
  sources: Array<string>;
  holds: Array<string>;
  merged_into: string;
}

export interface ParkedBody {
  text: string;
  origin: string;
  settled: "" | "answered" | "action" | "next_session" | "dropped";
  how: string;
}

export interface PersonBody {
  name: string;
  role: "facilitator" | "co_facilitator" | "participant" | "plan_owner" | "first_line_manager" | "second_level_manager" | "customer_guest" | "screen";
  function: string;
  organisation: string;
  side: string;
  place: string;
  calls_on: Array<string>;
  email: string;
  host: string;
  presence: string;
  back_at: number;
  lost_at: number;
  until: string;
  leaves: Record<string, string>;
  leaves_at: string;
  leaves_on: string;
  window: string;
  admitted: boolean;
  withdrawn: boolean;
  links: number;
  has_pin: boolean;
  pin_note: string;
  ticked: number;
  mailed: number;
  deputy: string;
  deputy_signs: boolean;
  no_device: boolean;
  shares_device: boolean;
  first_came: number;
  hand: string;
  to_say: string;
  hand_at: number;
  ready: string;
}

export interface PhotoBody {
  picture: string;
  slot: string;
  caption: string;
  text: string;
  width: number;
  height: number;
  shows: Array<string>;
}

export interface PlanBody {
  version: number;
  changed: number;
}

export interface PlaybookBody {
  data: Record<string, unknown>;
}

export interface PledgeBody {
  confidence: number;
}

export interface PledgedBody {
  answers: number;
  spread: Record<string, number>;
  shown: number;
}

export interface PresentationBody {
  what: "weekly" | "senior_review" | "customer_presentation" | "first_review";
  date: string;
  when: string;
  who: string;
  released: number;
}

export interface PressureBody {
  text: string;
  links: Array<string>;
  owners: Array<string>;
  told_by: Array<string>;
  sources: Array<string>;
  basis: string;
  state: "unconfirmed" | "confirmed" | "achieved" | "resolved" | "completed" | "overcome";
  confirmed_by: string;
  confirmed_on: string;
  holds: Array<string>;
  merged_into: string;
  sort: "" | "internal" | "external";
}

export interface ProgressBody {
  action: string;
  status: "done" | "on_track" | "late" | "blocked" | "cancelled";
  note: string;
  stage: string;
}

export interface ProposalBody {
  text: string;
  about: Array<string>;
  supersedes: string;
  asked: Array<string>;
  ends_at: number;
  closed_at: number;
  objections: Array<Record<string, string>>;
  outcome: "" | "decided" | "dropped";
  decision: string;
}

export interface ProspectBody {
  name: string;
  unit: string;
  title: string;
  referrer: string;
  approach: string;
  owner: string;
  due: string;
  opportunity: string;
  status: "to_reach" | "reached" | "engaged" | "qualified";
}

export interface PulseBody {
  question: "energy" | "clarity" | "confidence";
  asked: number;
  closed: number;
  stage: string;
  slot: string;
  answers: number;
  spread: Record<string, number>;
}

export interface PulseAnswerBody {
  pulse: string;
  value: number;
}

export interface QuestionBody {
  text: string;
  slot: string;
  status: "drafted" | "chosen" | "put" | "answered" | "parked";
  answer: string;
  answered_by: string;
  sources: Array<string>;
  why_parked: string;
  asks: string;
  topic: string;
  prompted_by: Array<string>;
  put_at: number;
  late: number;
  order: number;
  holds: Array<string>;
  merged_into: string;
}

export interface QueueBody {
  pins: Record<string, number>;
}

export interface QuoteBody {
  text: string;
  said_by: string;
  of: string;
  sources: Array<string>;
  confirmed: "no" | "on own screen" | "aloud";
  confirmed_at: number;
}

export interface RatingBody {
  opportunity: string;
  to_customer: number;
  to_us: number;
}

export interface ReadingBody {
  version: number;
  hash: string;
  plan: Record<string, unknown>;
  changes: Array<Record<string, unknown>>;
}

export interface RealignmentBody {
  target: string;
  because: string;
  set: Record<string, unknown>;
  was: Record<string, unknown>;
  stage: string;
}

export interface ReplanBody {
  way: string;
  say: string;
  then: string;
  day: number;
  ends: string;
  before: Record<string, unknown>;
  undone: boolean;
}

export interface RiskBody {
  text: string;
  threatens: string;
  early_sign: string;
  response: string;
  owner: string;
}

export interface RoomMessageBody {
  text: string;
  rooms: Array<string>;
}

export interface RoundBody {
  how: "random" | "least";
  line: Array<string>;
  stage: string;
  slot: string;
  leader_last: boolean;
  turn: string;
  spoken: Array<string>;
  later: Array<string>;
  silent: Array<string>;
  ended: number;
}

export interface SeenBody {
  stakeholder: string;
  answers: number;
  disposition: Record<string, number>;
  influence: Record<string, number>;
}

export interface ShareBody {
  board: string;
  piece: string;
  people: Array<string>;
}

export interface ShownBody {
  opportunity: string;
  what: "bet" | "rating";
  answers: number;
  yes: number;
  to_customer: Array<number>;
  to_us: Array<number>;
}

export interface SignalBody {
  kind: string;
  text: string;
  affects: Array<string>;
  sources: Array<string>;
  basis: string;
  stage: string;
}

export interface SittingBody {
  number: number;
  opened: number;
  adjourned: number;
  stage: string;
}

export interface SlotBody {
  stage: string;
  block: string;
  kind: string;
  title: string;
  order: number;
  minutes: number;
  minimum: number;
  planned_minutes: number;
  task: string;
  prompt: string;
  example: string;
  board: Array<string>;
  fixed_at: string;
  protected: boolean;
  optional: boolean;
  rest: boolean;
  interlude: boolean;
  after_visit: boolean;
  before_visit: boolean;
  day: number;
  mode: string;
  naming: string;
  too_few: boolean;
  dropped: boolean;
  first: Record<string, unknown>;
  leader_last: boolean | null;
  steps: string;
  revealed: number;
  led: number;
  first_note: number;
  grouped: number;
  started: number;
  ended: number;
}

export interface SourceBody {
  title: string;
  text: string;
  url: string;
  date: string;
  date_note: string;
  origin: "crm" | "customer" | "research" | "team";
  customer_words: boolean;
  said_by: string;
  ref: string;
}

export interface SpeechBody {
  person: string;
  started: number;
  ended: number;
  stage: string;
  slot: string;
  round: string;
  hand: string;
  to_say: string;
  hand_at: number;
  after: string;
}

export interface StageBody {
  title: string;
  purpose: string;
  order: number;
  planning: boolean;
  entered: number;
  left: number;
  visits: number;
  due: Array<string>;
}

export interface StakeholderBody {
  name: string;
  placeholder: boolean;
  title: string;
  unit: string;
  level: string;
  decision_role: string;
  influence: "" | "low" | "medium" | "high";
  disposition: "supporter" | "neutral" | "sceptic" | "opponent" | "unknown";
  coverage: string;
  reports_to: string;
  contact: "" | "none" | "brief" | "multiple" | "in depth";
  relationship: "" | "vendor" | "credible source" | "problem solver" | "trusted advisor";
  wanted: "" | "vendor" | "credible source" | "problem solver" | "trusted advisor";
  mentor: boolean;
  adaptability: string;
  left: boolean;
  successor: string;
  note: string;
  sources: Array<string>;
  holds: Array<string>;
  merged_into: string;
}

export interface StanceBody {
  stakeholder: string;
  disposition: "supporter" | "neutral" | "sceptic" | "opponent" | "unknown";
  influence: "low" | "medium" | "high";
}

export interface StayBody {
  because: string;
  why: string;
  targets: Array<string>;
  stage: string;
}

export interface StrategyBody {
  objective: string;
  text: string;
  sources: Array<string>;
  customer_wording: string;
  holds: Array<string>;
  merged_into: string;
}

export interface TimeboxBody {
  slot: string;
  started_at: number;
  ends_at: number;
  paused_at: number;
  minutes: number;
}

export interface UnclearBody {
  slot: string;
}

export interface UnitBody {
  name: string;
  segment: "" | "A" | "B" | "C" | "D";
  sources: Array<string>;
}

export interface UnknownBody {
  question: string;
  owner: string;
  due: string;
  answer: string;
}

export interface VerdictBody {
  opportunity: string;
  verdict: "keep" | "re-date" | "re-price" | "drop";
  reason: string;
  before: string;
}

export interface VisitBody {
  state: "" | "later" | "cancelled" | "replaced" | "held";
  at: string;
  day: number;
  reason: string;
  instead: string;
  resume: string;
  resume_slot: string;
  left: number;
  stood: Record<string, Array<unknown>>;
  without: Array<string>;
}

export interface WorkshopBody {
  title: string;
  customer: string;
  seller: string;
  sector: string;
  currency: string;
  time_zone: string;
  locale: string;
  days: Array<string>;
  annual_revenue: number;
  growth_target_percent: number;
  rehearsal: boolean;
  grace_s: number;
  leader_last: boolean;
  stage: string;
  slot: string;
  lead: string;
  lead_before: string;
  lead_taken: number;
  signer: string;
  plan_owner: string;
  sitting: string;
  doors_closed: boolean;
  hold: string;
  slot_reason: string;
  overrides: Array<Record<string, unknown>>;
  last_move: Record<string, unknown>;
  blank_screen: boolean;
  screen_message: string;
  ends: number;
}

export interface Bodies {
  "acceptance": AcceptanceBody;
  "action": ActionBody;
  "amendment_answer": AmendmentAnswerBody;
  "ask": AskBody;
  "balance": BalanceBody;
  "ballot": BallotBody;
  "bet": BetBody;
  "breakout": BreakoutBody;
  "brief": BriefBody;
  "card": CardBody;
  "cell": CellBody;
  "challenge": ChallengeBody;
  "cluster": ClusterBody;
  "customer_item": CustomerItemBody;
  "decision": DecisionBody;
  "decision_note": DecisionNoteBody;
  "desk_note": DeskNoteBody;
  "dots": DotsBody;
  "finding": FindingBody;
  "five_why": FiveWhyBody;
  "funnel": FunnelBody;
  "goal": GoalBody;
  "homework": HomeworkBody;
  "influence": InfluenceBody;
  "initiative": InitiativeBody;
  "mark": MarkBody;
  "minute": MinuteBody;
  "none_this_year": NoneThisYearBody;
  "note": NoteBody;
  "objection": ObjectionBody;
  "objective": ObjectiveBody;
  "obstacle": ObstacleBody;
  "offering": OfferingBody;
  "opportunity": OpportunityBody;
  "parked": ParkedBody;
  "person": PersonBody;
  "photo": PhotoBody;
  "plan": PlanBody;
  "playbook": PlaybookBody;
  "pledge": PledgeBody;
  "pledged": PledgedBody;
  "presentation": PresentationBody;
  "pressure": PressureBody;
  "progress": ProgressBody;
  "proposal": ProposalBody;
  "prospect": ProspectBody;
  "pulse": PulseBody;
  "pulse_answer": PulseAnswerBody;
  "question": QuestionBody;
  "queue": QueueBody;
  "quote": QuoteBody;
  "rating": RatingBody;
  "reading": ReadingBody;
  "realignment": RealignmentBody;
  "replan": ReplanBody;
  "risk": RiskBody;
  "room_message": RoomMessageBody;
  "round": RoundBody;
  "seen": SeenBody;
  "share": ShareBody;
  "shown": ShownBody;
  "signal": SignalBody;
  "sitting": SittingBody;
  "slot": SlotBody;
  "source": SourceBody;
  "speech": SpeechBody;
  "stage": StageBody;
  "stakeholder": StakeholderBody;
  "stance": StanceBody;
  "stay": StayBody;
  "strategy": StrategyBody;
  "timebox": TimeboxBody;
  "unclear": UnclearBody;
  "unit": UnitBody;
  "unknown": UnknownBody;
  "verdict": VerdictBody;
  "visit": VisitBody;
  "workshop": WorkshopBody;
}

export interface Commands {
  "actions.accept": { action: string };
  "actions.add_action": { strategy: string; what: string; outcome: string; owner: string; due: string; with_whom?: string; because?: string; sources?: Array<string>; follows?: string; state?: "proposed" | "accepted" | "declined"; answered_at?: number; answered_via?: string; declined_why?: string; counter?: Record<string, unknown>; before?: Record<string, unknown>; progress?: "" | "done" | "on_track" | "late" | "blocked" | "cancelled"; progress_note?: string; progress_at?: number; first_step?: string; customer_wording?: string; holds?: Array<string>; merged_into?: string };
  "actions.confirm": { action: string };
  "actions.counter": { action: string; due?: string; what?: string; outcome?: string };
  "actions.decline": { action: string; why: string };
  "actions.reassign": { action: string; owner: string; due?: string };
  "actions.report": { action: string; status: "done" | "on_track" | "late" | "blocked" | "cancelled"; note?: string };
  "breakouts.call": { room: string };
  "breakouts.change": { room: string; title: string; prompt?: string; c?: "" | "customer" | "competitor" | "company" };
  "breakouts.come": { room: string };
  "breakouts.draw": { slot?: string; rooms?: number; minutes?: number; managers?: "" | "own_room" | "from_reports" };
  "breakouts.end": { room?: string };
  "breakouts.extend": { seconds: number; room?: string };
  "breakouts.mark": { note: string };
  "breakouts.pause": { room?: string };
  "breakouts.place": { person: string; room?: string };
  "breakouts.prepare": { slot?: string; rooms?: number; minutes?: number; managers?: "" | "own_room" | "from_reports" };
  "breakouts.put_away": { slot?: string };
  "breakouts.resume": { room?: string };
  "breakouts.seat": { person: string };
  "breakouts.start": { slot?: string };
  "breakouts.tell": { text: string; room?: string };
  "capture.add_cluster": { title: string; notes?: Array<string>; slot?: string };
  "capture.add_note": { text: string; slot?: string; written?: number; breakout?: string; naming?: "named" | "function" | "anonymous"; photo?: string };
  "capture.choose_mode": { slot: string; mode: "open" | "write_reveal"; naming: "named" | "function" | "anonymous" };
  "capture.finish_grouping": { slot: string };
  "capture.move": { note: string; cluster?: string };
  "capture.regroup": { slot: string };
  "capture.restate": { slot: string; prompt: string };
  "capture.reveal": { slot: string };
  "capture.reveal_leaders": { slot: string };
  "capture.rewrite": { id: string; text?: string };
  "capture.show_late": { note: string };
  "capture.star": { note: string };
  "capture.unclear": { slot: string };
  "clock.add": { seconds: number };
  "clock.end": Record<string, never>;
  "clock.pause": Record<string, never>;
  "clock.plan": { minutes?: Record<string, number>; dropped?: Record<string, boolean>; fixed_at?: Record<string, string> };
  "clock.resume": Record<string, never>;
  "clock.set": { seconds: number };
  "conditions.take": { acceptance: string; number: number; strategy: string; owner: string; due: string };
  "decide.answer": { proposal: string; objects: boolean; reason?: string };
  "decide.ask_again": { proposal: string };
  "decide.close": { proposal: string };
  "decide.propose": { text: string; about?: Array<string>; supersedes?: string };
  "decide.settle": { proposal: string; how: "consent" | "vote" | "decider" | "dropped"; text?: string; decider?: string };
  "funnel.add_prospect": { name: string; unit?: string; title?: string; referrer?: string; approach?: string; owner?: string; due?: string; opportunity?: string; status?: "to_reach" | "reached" | "engaged" | "qualified" };
  "funnel.set": { average_deal: number; win_rate_percent: number; prospects_per_opportunity: number; growth_target?: number; account_revenue?: number; growth_percent?: number; expected_from_existing?: number; cycle_months?: number };
  "homework.answer": { text: string; source: string; url?: string };
  "homework.deal": { questions: Array<{ c: "customer" | "competitor" | "company"; text: string }>; people?: Array<string> };
  "homework.give": { person: string; c: "customer" | "competitor" | "company"; question: string };
  "homework.take_back": { person: string };
  "insight_map.add_goal": { text: string; links?: Array<string>; owners?: Array<string>; told_by?: Array<string>; sources?: Array<string>; basis?: string; state?: "unconfirmed" | "confirmed" | "achieved" | "resolved" | "completed" | "overcome"; confirmed_by?: string; confirmed_on?: string; holds?: Array<string>; merged_into?: string };
  "insight_map.add_initiative": { text: string; links?: Array<string>; owners?: Array<string>; told_by?: Array<string>; sources?: Array<string>; basis?: string; state?: "unconfirmed" | "confirmed" | "achieved" | "resolved" | "completed" | "overcome"; confirmed_by?: string; confirmed_on?: string; holds?: Array<string>; merged_into?: string; priority?: "" | "high" | "medium" | "low"; outcome?: string; timing?: string };
  "insight_map.add_obstacle": { text: string; links?: Array<string>; owners?: Array<string>; told_by?: Array<string>; sources?: Array<string>; basis?: string; state?: "unconfirmed" | "confirmed" | "achieved" | "resolved" | "completed" | "overcome"; confirmed_by?: string; confirmed_on?: string; holds?: Array<string>; merged_into?: string };
  "insight_map.add_pressure": { text: string; links?: Array<string>; owners?: Array<string>; told_by?: Array<string>; sources?: Array<string>; basis?: string; state?: "unconfirmed" | "confirmed" | "achieved" | "resolved" | "completed" | "overcome"; confirmed_by?: string; confirmed_on?: string; holds?: Array<string>; merged_into?: string; sort?: "" | "internal" | "external" };
  "objectives.add_none_this_year": { category: "marketing" | "business_development" | "revenue" | "cross_account"; because: string };
  "objectives.add_objective": { category: "marketing" | "business_development" | "revenue" | "cross_account"; text: string; sort?: "" | "partnering" | "relationship" | "research" | "customer_success" | "other"; metric?: string; target?: string; opportunities?: Array<string>; insights?: Array<string>; sources?: Array<string>; owner?: string; customer_wording?: string; holds?: Array<string>; merged_into?: string };
  "objectives.add_strategy": { objective: string; text: string; sources?: Array<string>; customer_wording?: string; holds?: Array<string>; merged_into?: string };
  "opportunity_map.add_opportunity": { name: string; unit: string; offering: string; initiatives: Array<string>; stage?: "potential" | "qualified" | "proposal" | "won" | "lost" | "on_hold"; amount?: number; close_date?: string; sponsor?: string; evidence?: string; value_to_customer?: number; value_to_us?: number; why_us?: string; focus?: "" | "focus" | "nurture" | "drop"; why?: string; customer_wording?: string; sources?: Array<string>; holds?: Array<string>; merged_into?: string };
  "opportunity_map.add_verdict": { opportunity: string; verdict: "keep" | "re-date" | "re-price" | "drop"; reason?: string; before?: string };
  "opportunity_map.ask_again": { opportunity: string; what: "bet" | "rating" };
  "opportunity_map.bet": { opportunity: string; yes: boolean };
  "opportunity_map.judge": { opportunity: string; verdict: "keep" | "re-date" | "re-price" | "drop"; reason?: string; close_date?: string; amount?: number | null };
  "opportunity_map.rate": { opportunity: string; to_customer: number; to_us: number };
  "opportunity_map.show": { opportunity: string; what: "bet" | "rating" };
  "people.add": { people: Array<{ name: string; role?: "facilitator" | "co_facilitator" | "participant" | "plan_owner" | "first_line_manager" | "second_level_manager" | "customer_guest" | "screen"; function?: string; organisation?: string; side?: string; place?: string; calls_on?: Array<string>; email?: string; host?: string; no_device?: boolean }> };
  "people.admit": { people: Array<string> };
  "people.arrive": { how?: string; known?: boolean };
  "people.attest": { person: string; presence: string };
  "people.close_window": { person: string };
  "people.edit": { person: string; set: Record<string, unknown> };
  "people.erase": { person: string; why?: string };
  "people.hand_over": { person: string };
  "people.invite_again": { person: string };
  "people.leave": Record<string, never>;
  "people.lower_hand": { person: string };
  "people.name_deputy": { person?: string; signs?: boolean };
  "people.raise_hand": { type?: string; to_say?: string };
  "people.ready": { slot?: string };
  "people.renew_link": { person: string };
  "people.share_device": { person: string; shared?: boolean };
  "people.step_out": { minutes: number };
  "people.take_over": { sure?: boolean };
  "people.until": { at?: string; day?: string; person?: string };
  "people.withdraw": { person: string };
  "photos.keep": { picture: string; slot?: string; caption?: string; width?: number; height?: number };
  "pulse.answer": { pulse: string; value: number };
  "pulse.ask": { question?: "energy" | "clarity" | "confidence" };
  "pulse.close": { pulse: string };
  "questions.add_brief": { text: string; about?: string; sources?: Array<string>; said_by?: string; written?: number };
  "questions.add_question": { text: string; slot?: string; written?: number; prompted_by?: Array<string>; naming?: "named" | "function" | "anonymous" };
  "questions.add_quote": { text: string; said_by?: string; of?: string; sources?: Array<string>; confirmed?: "no" | "on own screen" | "aloud"; confirmed_at?: number };
  "questions.answer": { question: string; text: string; sources?: Array<string>; of?: string };
  "questions.assign": { question: string; person?: string };
  "questions.choose": { question: string };
  "questions.confirm": { quote: string; how?: "on own screen" | "aloud"; text?: string };
  "questions.group": { questions: Array<string>; topic?: string };
  "questions.park": { question: string; why: string };
  "questions.put": { question: string };
  "questions.put_right": { id: string; text?: string };
  "questions.quote": { of?: string; text?: string; said_by?: string };
  "record.edit": { id: string; set: Record<string, unknown>; why?: string };
  "record.link": { id: string; to: string; field?: string };
  "record.merge": { into: string; others: Array<string>; why?: string };
  "record.restore": { id: string };
  "record.split": { id: string };
  "record.undo": { event: number };
  "record.unlink": { id: string; to: string; field?: string };
  "record.withdraw": { id: string; why?: string };
  "relationship_map.add_influence": { of: string; on: string; note?: string };
  "relationship_map.add_stakeholder": { name?: string; placeholder?: boolean; title?: string; unit?: string; level?: string; decision_role?: string; influence?: "" | "low" | "medium" | "high"; disposition?: "supporter" | "neutral" | "sceptic" | "opponent" | "unknown"; coverage?: string; reports_to?: string; contact?: "" | "none" | "brief" | "multiple" | "in depth"; relationship?: "" | "vendor" | "credible source" | "problem solver" | "trusted advisor"; wanted?: "" | "vendor" | "credible source" | "problem solver" | "trusted advisor"; mentor?: boolean; adaptability?: string; left?: boolean; successor?: string; note?: string; sources?: Array<string>; holds?: Array<string>; merged_into?: string };
  "relationship_map.ask_again": { stakeholder: string };
  "relationship_map.rate": { stakeholder: string; disposition: "supporter" | "neutral" | "sceptic" | "opponent" | "unknown"; influence: "low" | "medium" | "high" };
  "relationship_map.show": { stakeholder: string };
  "replan.apply": { way: string };
  "replan.undo": Record<string, never>;
  "research.add_card": { c: "customer" | "competitor" | "company"; text: string; sources?: Array<string>; basis?: string; whose?: "" | "ours" | "theirs"; confidence?: "" | "sure" | "likely" | "guess"; holds?: Array<string>; merged_into?: string };
  "research.add_cards": { c: "customer" | "competitor" | "company"; lines: Array<string>; sources?: Array<string>; basis?: string };
  "research.add_source": { title: string; text?: string; url?: string; date?: string; date_note?: string; origin?: "crm" | "customer" | "research" | "team"; customer_words?: boolean; said_by?: string; ref?: string };
  "research.add_sources": { sources: Array<{ title: string; text?: string; url?: string; date?: string; date_note?: string; origin?: "crm" | "customer" | "research" | "team"; customer_words?: boolean; said_by?: string; ref?: string }> };
  "research.add_unknown": { question: string; owner?: string; due?: string; answer?: string };
  "research.answer_unknown": { unknown: string; text: string };
  "review.add_signal": { kind: string; text: string; affects?: Array<string>; sources?: Array<string>; basis?: string };
  "review.answer_amendment": { target: string; verdict: "ok" | "return"; why?: string };
  "review.realign": { target: string; because: string; set: Record<string, unknown>; why?: string };
  "review.stay": { because: string; why: string; targets?: Array<string> };
  "round.begin_in_writing": { slot: string };
  "round.call": { how?: "random" | "least" };
  "round.end": Record<string, never>;
  "round.later": { person?: string | null };
  "round.leader_last": { on: boolean; slot?: string };
  "round.next": { person?: string | null };
  "round.put_back": { person?: string | null };
  "shares.deal": { board: string; people?: Array<string> };
  "shares.give": { board: string; piece: string; people: Array<string> };
  "shares.take_back": { board: string; piece?: string };
  "signoff.accept": { verdict: "returned" | "accepted"; comments?: Array<string>; conditions?: Array<string> };
  "signoff.add_ask": { what: string; amount?: number; why?: string; decider?: string; answer?: "" | "granted" | "partly" | "refused" | "later"; answer_note?: string; until?: string };
  "signoff.add_customer_item": { section: "heard" | "means" | "do" | "need" | "next"; text: string; about?: string; who?: string; due?: string; response?: "" | "right" | "correct" | "not now"; response_text?: string; shown?: Record<string, string> };
  "signoff.add_risk": { text: string; threatens?: string; early_sign?: string; response?: string; owner?: string };
  "signoff.answer_ask": { ask: string; answer: "granted" | "partly" | "refused" | "later"; note?: string; until?: string };
  "signoff.answer_challenge": { challenge: string; text: string };
  "signoff.challenge": { target: string; text: string; sources?: Array<string> };
  "signoff.close_challenge": { challenge: string };
  "signoff.decide": { verdict: "returned" | "approved"; version: number; hash: string; comments?: Array<string>; as_read?: boolean };
  "signoff.five_why": { text: string };
  "signoff.mark": { target: string; mark: "ok" | "condition" | "return"; text?: string; owner?: string; due?: string };
  "signoff.pledge": { confidence: number };
  "signoff.release": Record<string, never>;
  "signoff.respond": { item: string; response: "right" | "correct" | "not now"; text?: string };
  "signoff.set_date": { what: "weekly" | "senior_review" | "customer_presentation" | "first_review"; date?: string; when?: string; who?: string };
  "signoff.show_pledges": Record<string, never>;
  "signoff.show_wishes": Record<string, never>;
  "signoff.start_reading": Record<string, never>;
  "signoff.take_back": Record<string, never>;
  "speaking.move": { person: string; by: number };
  "speaking.put_back": { person?: string };
  "speaking.start": { person: string };
  "speaking.stop": { person?: string };
  "stage.adjourn": Record<string, never>;
  "stage.advance": { to: string; reason?: string };
  "stage.back": Record<string, never>;
  "stage.edit_workshop": { set: Record<string, unknown> };
  "stage.go": { slot: string; after?: string | null };
  "stage.hold": { text: string };
  "stage.open_doors": Record<string, never>;
  "stage.release": Record<string, never>;
  "stage.reopen": { to: string; reason?: string };
  "talk.add_decision_note": { text: string; how?: string; objections?: string; about?: Array<string>; supersedes?: string; present?: Array<string>; decider?: string; proposal?: string };
  "talk.add_desk_note": { text: string; about?: string };
  "talk.add_minute": { text: string; tag?: "note" | "decision" | "action" | "quote"; at?: number; said_by?: string; slot?: string };
  "talk.add_parked": { text: string; origin?: string; settled?: "" | "answered" | "action" | "next_session" | "dropped"; how?: string };
  "talk.park": { origin: string; text?: string };
  "talk.settle": { id: string; settled: "answered" | "action" | "next_session" | "dropped"; how?: string };
  "visit.begin": { here?: Array<string> | null };
  "visit.cancel": { reason: string; instead?: string };
  "visit.move": { at: string; day?: number; reason?: string };
  "vote.again": { ballot: string };
  "vote.close": { ballot: string };
  "vote.done": { ballot: string };
  "vote.let_in": { ballot: string; person: string };
  "vote.open": { items: Array<string>; dots_each?: number; max_per_item?: number; others_only?: boolean; voters?: Array<string>; title?: string };
  "vote.reopen": { ballot: string };
  "vote.set_dots": { ballot: string; item: string; dots: number };
  "white_space.add_offering": { name: string; note?: string };
  "white_space.add_unit": { name: string; segment?: "" | "A" | "B" | "C" | "D"; sources?: Array<string> };
  "white_space.paste_grid": { cells: Array<{ unit: string; offering: string; status?: "unknown" | "open" | "owned" | "competitor" | "in_house" | "not_applicable" | "blocked" | null; spend?: number | null; our_revenue?: number | null; competitor?: string | null; contract_end?: string | null; reason?: string | null; until?: string | null; owner?: string | null; due?: string | null; confidence?: "" | "sure" | "likely" | "guess" | null; sources?: Array<string> | null }>; units?: Array<string>; offerings?: Array<string> };
  "white_space.set_cell": { unit: string; offering: string; status?: "unknown" | "open" | "owned" | "competitor" | "in_house" | "not_applicable" | "blocked" | null; spend?: number | null; our_revenue?: number | null; competitor?: string | null; contract_end?: string | null; reason?: string | null; until?: string | null; owner?: string | null; due?: string | null; confidence?: "" | "sure" | "likely" | "guess" | null; sources?: Array<string> | null };
}
