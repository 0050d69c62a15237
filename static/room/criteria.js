// What must be there before the room moves on, said as what is there once it is; and which piece is about it.

/** @type {{[criterion: string]: {there: string, kind?: string}}} */
const CRITERIA = {
  accepted: { there: "Senior management has accepted the plan" },
  action_this_week: { there: "Something is due within seven days", kind: "action" },
  actions_complete: { there: "Every accepted action is complete", kind: "action" },
  amendments_answered: { there: "No changed promise waits for the manager" },
  approved: { there: "The first-line manager has approved the plan" },
  asks_answered: { there: "Every ask is answered", kind: "ask" },
  attainment_seen: { there: "Attainment was looked at", kind: "prospect" },
  ballot_opened: { there: "There was a vote", kind: "ballot" },
  ballots_closed: { there: "Every vote is closed", kind: "ballot" },
  blocked_cells_explained: { there: "Blocked places have a reason and a date", kind: "cell" },
  briefing_notes: { there: "What the customer said is written down", kind: "brief" },
  cards_per_c: { there: "Enough cards on customer, competitor and company", kind: "card" },
  categories_covered: { there: "Every category has an objective, or a reason why not", kind: "objective" },
  cells_decided: { there: "Every unknown has a name and a date", kind: "cell" },
  cells_known: { there: "Every place in the grid was looked at", kind: "cell" },
  chain_complete: { there: "One chain runs from an obstacle to a goal", kind: "initiative" },
  challenges_answered: { there: "Every challenge is answered", kind: "challenge" },
  conditions_taken: { there: "Every condition of senior management is somebody’s action" },
  customer_cards_sourced: { there: "Every customer card says where it comes from", kind: "card" },
  dates_set: { there: "The four dates are set", kind: "date" },
  deals_questioned: { there: "Every open deal went through the honesty round", kind: "verdict" },
  executive_stakeholder: { there: "An executive is on the map", kind: "stakeholder" },
  first_steps: { there: "What is far away has a first step", kind: "action" },
  focus_of_eight: { there: "At most eight in focus, the rest decided", kind: "opportunity" },
  funnel_recorded: { there: "The prospecting funnel is worked out", kind: "funnel" },
  gaps_held: { there: "Where we know nobody, a place is held", kind: "stakeholder" },
  goals: { there: "The customer’s goals are on the map", kind: "goal" },
  goals_felt: { there: "Each goal has somebody who feels it", kind: "stakeholder" },
  guest_recorded: { there: "The guest’s position and host are written down" },
  initiatives: { there: "The customer’s initiatives are on the map", kind: "initiative" },
  initiatives_linked: { there: "Every initiative serves a goal or a pressure", kind: "initiative" },
  load_fair: { there: "Nobody carries more than a quarter", kind: "action" },
  manager_present: { there: "The first-line manager is here" },
  no_declined_actions: { there: "No action stands declined", kind: "action" },
  no_proposed_actions: { there: "Every action has its owner’s answer", kind: "action" },
  objectives_have_strategies: { there: "Every objective has a strategy", kind: "strategy" },
  objectives_sourced: { there: "A customer’s sentence stands behind every objective", kind: "objective" },
  obstacles: { there: "What stands in the customer’s way is on the map", kind: "obstacle" },
  obstacles_linked: { there: "Every obstacle stands before an initiative", kind: "obstacle" },
  opportunities: { there: "Enough opportunities, each for an initiative", kind: "opportunity" },
  parking_settled: { there: "The parking lot is empty", kind: "parked" },
  participants_present: { there: "Enough of the team are here" },
  potential_in_business_development: { there: "Every potential opportunity is in a business development objective", kind: "objective" },
  pressures: { there: "What presses on the customer is on the map", kind: "pressure" },
  progress_reported: { there: "Every action has a word on progress", kind: "action" },
  prospects_named: { there: "Enough people to meet are named", kind: "prospect" },
  qualified_in_revenue: { there: "Every qualified opportunity is in a revenue objective", kind: "objective" },
  questions_asked: { there: "The questions are prepared", kind: "question" },
  questions_settled: { there: "Every question is answered or parked", kind: "question" },
  quotes_confirmed: { there: "The customer confirmed what we heard", kind: "quote" },
  reporting_lines: { there: "The reporting lines are sound", kind: "stakeholder" },
  signals_answered: { there: "Every signal has an answer", kind: "signal" },
  sites_covered: { there: "Each of the customer’s sites has somebody of ours who goes there" },
  stakeholders: { there: "Enough people are on the map", kind: "stakeholder" },
  strategies_have_accepted_actions: { there: "Every strategy has an accepted action", kind: "action" },
  two_actions_per_objective: { there: "Two actions for each objective", kind: "action" },
  unknowns_owned: { there: "Every open question has a name and a date", kind: "unknown" },
};

/** @param {string} criterion a sentence for what is there */
export const thereWords = (criterion) => CRITERIA[criterion]?.there ?? sentence(criterion);

/** @param {string} criterion the kind of record that is missing, "" where it is none */
export const kindFor = (criterion) => CRITERIA[criterion]?.kind ?? "";

/** @param {string} id */
const sentence = (id) => id.charAt(0).toUpperCase() + id.slice(1).replaceAll("_", " ");
