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
}
export interface PermissionMatrix { permissions: Permission[]; objections: string[]; kept_by_law_until: string | null }
export interface Suppression { id: string; kind: string; reason: string; since: string }
export interface Recipient { id: string; name: string; recipient_class: string; purpose: Purpose; regions: string[] }
export interface RecipientClass { name: string; fields: string[]; purposes: Purpose[] }
export interface Disclosure {
  id: string; contact_id: string | null; recipient: Recipient; purpose: Purpose; fields: string[];
  reason: string | null; legal_reference: string | null; is_secret: boolean;
  disclosed_at: string; review_due_at: string | null; reviewed_at: string | null;
}
export interface Export {
  id: string; recipient: Recipient; purpose: Purpose; format: string; register: Register | null; reason: string;
  requested_by: string | null; approved_at: string | null; made_at: string | null; row_count: number | null;
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
  contact_id: string; person: string | null; organization: string | null; held: boolean; restricted: boolean;
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
