/** What the service answers (docs: /api/v1/openapi.json). Only what the app reads is named. */

export type Role = "seller" | "reviewer" | "privacy_officer" | "admin";
export type Register = "customer" | "supplier_material" | "supplier_service";
export type Channel = "card" | "signature" | "website" | "code" | "other";
export type ContextKind =
  | "fair" | "service_desk" | "customer_site" | "transaction" | "feedback"
  | "tech_question" | "problem_report" | "other_contact" | "survey" | "website";
export type CaptureState =
  | "received" | "reading" | "needs_review" | "needs_company"
  | "approved" | "rejected" | "failed";
export type PhoneKind = "mobile" | "work" | "switchboard" | "fax";

export interface User { id: string; name: string; email: string; roles: Role[]; language: string }
export interface Me { user: User; scopes: string[]; second_factor?: boolean; second_factor_due?: boolean }
export interface Page<T> { items: T[]; next_cursor: string | null }

export interface Occasion {
  id: string; kind: ContextKind; name: string; place: string | null;
  starts_on: string | null; ends_on: string | null; closed: boolean; questions: Question[];
}
/** Counts of one occasion; `hours` are those of `day`. */
export interface Overview {
  day: string; cards: number; cards_on_day: number; states: Partial<Record<CaptureState, number>>; problems: Record<string, number>;
  hours: { hour: number; cards: number }[]; sellers: { name: string | null; cards: number }[]; shown: number; agreed: number;
  steps: { all: number; today: number; late: number }; phones: { seller: string; name: string; heard_at: string }[];
}
export interface Question { id: string; label: string; kind: "single" | "multi" | "text" | "date"; options: string[] }
export interface NextStep { text: string; owner_id: string | null; due_on: string | null; owner?: string | null }
export interface Details {
  answers: Record<string, string | string[]>; note: string | null; next_step: NextStep | null;
  corrections: Record<string, string> | null;
  notice: { policy_version: string; shown_at: string; language: string; how: "screen" | "code" } | null;
  consent: { purpose: "newsletter"; agreed_at: string; language?: string; wording: string } | null;
}
export interface NoteFinding { rule: "private" | "judgement"; kind: string; start: number; end: number; explanation: string }
export interface Controller {
  name: string; registration_number: string; privacy_email: string; authority_name: string; authority_url: string;
}
export interface Device {
  id: string; key: string; name: string; user: string; created_at: string; seen_at: string; revoked_at: string | null;
}

export interface Phone { kind: PhoneKind; e164: string | null; extension: string | null; text?: string }
export interface ReadContact {
  company: string | null; person: string | null; role: string | null; department: string | null;
  phones: Phone[]; emails: string[]; websites: string[]; address: string | null;
  confidence?: Record<string, number>; provenance?: Provenance[];
}
export interface Provenance {
  field: string; side: number; box: [number, number, number, number] | null;
  text: string; source: string;
}
export interface Reading {
  contacts: ReadContact[];
  private: { kind: string; side: number; box: [number, number, number, number] | null }[];
  quality: { readable: boolean; reasons: string[] };
}
export interface KeptFile {
  part: string; side: number; type: string;
  width: number | null; height: number | null; url: string;
}
export interface QueueItem {
  id: string; state: CaptureState; channel: Channel; register: Register;
  context: { kind: ContextKind; occasion_name?: string | null; reference?: string | null; note?: string | null };
  seller: string | null; taken_at: string; received_at: string; clock_flagged?: boolean;
  policy_version: string; certainty: number | null; reading: Reading | null; files: KeptFile[];
  claimed_until?: string | null; known_organization?: boolean; details?: Details | null;
  suppressed?: string[];
}
export interface OwnCapture {
  id: string; state: CaptureState; problem: string | null; taken_at: string; received_at: string;
  person: string | null; company: string | null; thumbnail: string | null;
}

export interface Method { kind: PhoneKind | "email" | "website"; value: string; extension: string | null; register?: Register; suppressed?: boolean }
export interface Contact {
  id: string; version: number; person: string | null; role: string | null; department: string | null;
  organization: { id: string; name: string } | null; methods: Method[]; registers: Register[];
  address: string | null; state: string;
}
/** One of two that may be the same person. */
export interface Candidate { contact: Contact; since: string; evidence: number }
export interface Organization { id: string; name: string; registers?: Register[]; contacts?: number }
export interface Interaction {
  id: string; happened_at: string; context_kind: ContextKind; channel: Channel;
  occasion: { id: string; name: string } | null; seller: string | null; reference: string | null; evidence_id: string;
  next_step: { text: string; due_on: string | null; owner: string | null } | null;
}

export type Purpose =
  | "contract" | "relation" | "questions" | "tailoring" | "survey_invite" | "newsletter" | "security" | "legal";
export type Objectable = Exclude<Purpose, "contract" | "legal">;
export interface Permission {
  id: string; purpose: Purpose; basis: string; register: Register; granted_at: string; ended_at: string | null;
  evidence_id: string; evidence_kind: string; balancing_test_id: string | null; until: string | null; end_reason: string | null;
}
export interface PermissionMatrix { permissions: Permission[]; objections: string[]; kept_by_law_until: string | null }
export interface Suppression { id: string; kind: string; reason: string; since: string }
export interface Recipient { id: string; name: string; recipient_class: string; purpose: Purpose; regions: string[] }
export interface RecipientClass {
  name: string; fields: string[]; purposes: Purpose[]; needs_legal_reference: boolean; may_be_secret: boolean;
}
export interface Disclosure {
  id: string; contact_id: string | null; recipient: Recipient; purpose: Purpose; fields: string[];
  reason: string | null; legal_reference: string | null; region: string | null; is_secret: boolean; export_id: string | null;
  disclosed_at: string; review_due_at: string | null; reviewed_at: string | null;
}
export interface Export {
  id: string; recipient: Recipient; purpose: Purpose; format: string; register: Register | null; reason: string;
  requested_by: string | null; approved_at: string | null; made_at: string | null; row_count: number | null;
  requested_at: string; refused_at: string | null; requester: string | null; decider: string | null;
  acceptance_sha256: string | null;
}
export interface SubjectRequest {
  id: string; number: string; kind: string; contact_id: string; person: string | null; organization: string | null;
  state: "open" | "done" | "refused"; channel: string; purpose: string | null; values: Record<string, unknown> | null;
  received_at: string; identity: string | null; identified_at: string | null; extension_reason: string | null;
  refused_article: string | null; refused_reason: string | null; closed_at: string | null;
  clock: {
    day: number; limit: number; reminder_at: string; due_at: string; extended: boolean;
    standing: "running" | "reminder" | "overdue" | "closed";
  };
}
export interface ErasurePreview {
  erased: Record<string, number>; held: string | null;
  kept: { what: string; count: number; until: string | null; law: string; article: string }[];
}
export interface RetentionRule { retention_class: string; months: number; least: number; to_year_end: boolean }
export interface DueContact {
  contact_id: string; keep_until: string; person: string | null; organization: string | null; held: boolean; restricted: boolean;
  explanation: { sv: string; en: string };
}
export interface Purge {
  id: string; state: "announced" | "done" | "cancelled"; announced_at: string; runs_at: string;
  counts: Record<string, number>; certificate: string | null;
}
export interface Breach {
  id: string; kind: string; description: string; discovered_at: string; due_at: string;
  standing: "running" | "overdue" | "reported" | "not_needed" | "closed"; risk: string | null;
  assessment: string | null; measures: string | null; reported_at: string | null; late_reason: string | null;
  contacts: number; told: number;
}
export interface BreachContact {
  contact_id: string; person: string | null; organization: string | null; told_at: string | null;
}

/** One sort of work that waits for the privacy officer. */
export interface Due { work: string; waiting: number; soon: number; late: number; due_at: string | null }
/** A letter in the relay's queue; `problem` is a slug. */
export interface Mail {
  id: string; request_id: string; state: "waiting" | "sent" | "failed"; attempts: number; problem: string | null;
  queued_at: string; next_at: string; sent_at: string | null;
}
export interface Duty {
  id: string; contact_id: string; person: string | null; organization: string | null; source: string;
  obtained_at: string; due_at: string; overdue: boolean;
}
export interface PolicyVersion {
  id: string; effective_from: string; effective_to: string | null; language: string; sha256: string; url: string;
}
export interface Policies { items: PolicyVersion[]; in_force: string | null }
export interface PolicyChanges { earlier: string; later: string; lines: { what: "kept" | "added" | "removed"; text: string }[] }
export interface Campaign {
  id: string; policy_version_id: string; purpose: Purpose | null; question: string | null; started_at: string;
  closed_at: string | null; contacts: number; told: number; agreed: number;
}
export interface Notice { id: string; policy_version_id: string; how: string; shown_at: string }
export interface Told {
  notices: Notice[];
  consents: { id: string; purpose: Purpose; question: string; how: string; answer: "yes" | "no"; answered_at: string; withdrawn_at: string | null }[];
}
export interface Reached {
  contact_id: string; person: string | null; notice: Notice | null;
  consent: { answer: "yes" | "no"; how: string; answered_at: string } | null;
}
export interface BalancingTest {
  id: string; purpose: Purpose; basis: string; version: number; text: string; decided_at: string; decided_by: string | null;
}
export interface PurposeFacts { name: Purpose; bases: string[]; marketing: boolean }
export interface Purposes { purposes: PurposeFacts[]; bases: { name: string; article: string; needs_balancing_test: boolean }[] }
export interface Act {
  number: number; at: string; actor_kind: string; actor_id: string | null; actor: string | null; tag: string;
  object_id: string | null; facts: Record<string, unknown>;
}
export interface Trust {
  acts: number; anchor: { number: number; note: string; created_at: string } | null; records: number;
  checkpoint: { size: number; note: string; created_at: string } | null; checked_at: string | null; findings: number | null;
}
export interface Hold {
  id: string; contact_id: string; person: string | null; organization: string | null; reason: string | null; law: string;
  until: string | null; placed_at: string; released_at: string | null;
}
export interface Kept { keep_until: string; held: boolean; restricted: boolean; retention_class: string; explanation: { sv: string; en: string } }
export interface SecurityRecord { id: string; text: string; created_at: string }
export interface Evidence { id: string; index: number; kind: string; created_at: string; policy_version_id: string | null }
type Said = { sv: string; en: string };
export interface ProcessingRecord {
  controller: { name: string; registration_number: string; contact: string; authority: string };
  activities: {
    whose: string; name: Said; categories: Record<string, string[]>;
    purposes: { purpose: Purpose; name: Said; bases: Said[]; articles: string[] }[];
    recipients: { recipient_class: string; name: Said; fields: string[] }[];
    retention: { retention_class: string; months: number; to_year_end: boolean }[];
    tables: { name: string; rule: Said }[];
  }[];
  transfers: Said; measures: Said[];
}
