import type { LoggedIn } from "../../api/types";
import { changes, opens } from "../../app/session";
import type { MessageKey } from "../../i18n";

/** A row of configuration, with the version that a change of it names. */
export type Row = Record<string, unknown> & { id: string; version?: number };

/** A kind of rows that is set up by lists and forms. */
export interface Kind {
  /** Of the page and of the interface: `/setup/users`, `/v1/users`. */
  name: string;
  title: MessageKey;
  scope: string;
  /** Names of schemas: as rows are read, and as they are written. */
  row: string;
  input: string;
  /** What a list shows. */
  columns: string[];
  /** What a form shows first; all else is folded away. */
  first: string[];
  /** Whether calls come to its rows. */
  reached: boolean;
}

function kind(name: string, row: string, columns: string[], first: string[], more: Partial<Kind> = {}): Kind {
  return {
    name,
    title: `kind.${name}` as MessageKey,
    scope: "config",
    row,
    input: `${row}Input`,
    columns,
    first: [...new Set([...columns, ...first])],
    reached: true,
    ...more,
  };
}

const TARGET = ["dest_kind", "dest_id"];

export const KINDS: Kind[] = [
  kind("users", "User", ["username", "display_name", "is_agent", "status"], [
    "ring_timeout_sec",
    "voicemail_id",
    "out_cid_number",
    "dnd",
    "is_supervisor",
  ]),
  kind("devices", "Device", ["auth_username", "user_id", "realm", "status"], ["password", "transport"]),
  kind("extensions", "Extension", ["digits", ...TARGET, "status"], []),
  kind("numbers", "Did", ["e164", "label", ...TARGET, "status"], ["schedule_id"], { scope: "numbers" }),
  kind("ring-groups", "RingGroup", ["name", "strategy", "ring_timeout_sec"], ["members"]),
  kind("queues", "Queue", ["name", "strategy", "wrap_up_sec"], ["max_wait_sec", "agent_ring_timeout_sec"], {
    scope: "queues",
  }),
  kind("memberships", "Membership", ["queue_id", "user_id", "tier_level", "position"], ["mode"], { scope: "queues" }),
  kind("schedules", "Schedule", ["name", "timezone"], ["rules"]),
  kind("voicemails", "Voicemail", ["name", "notify_email"], ["pin", "keep_days"]),
  kind("conferences", "Conference", ["name", "max_members"], ["pin", "moderator_pin"]),
  kind("forwards", "Forward", ["name", "number"], ["cid_rule", "confirm"]),
  kind("trunks", "Trunk", ["name", "direction", "proxy", "status"], [
    "transport",
    "inbound_ips",
    "auth_username",
    "realm",
    "password",
    "do_register",
    "max_channels",
  ]),
  kind("outbound-routes", "OutboundRoute", ["name", "prefixes", "priority", "status"], ["trunk_ids", "strip", "prepend"]),
  kind("in-queue-options", "InQueueOption", ["queue_id", "digit", "action", "label"], [], { scope: "queues" }),
  kind("park-lots", "ParkLot", ["name", "digits", "first_slot", "slots"], ["timeout_sec"]),
  kind("feature-codes", "FeatureCode", ["code", "feature"], []),
  kind("playlists", "Playlist", ["name", "play_order"], ["media_ids"]),
  kind("limits", "Limit", ["scope_kind", "scope_id", "direction", "max_count", "period_sec"], ["hard"]),
  kind("fraud-rules", "FraudRule", ["name", "watch", "status"], ["period_sec", "warn_at", "block_at", "block_sec"], {
    reached: false,
  }),
  kind("webhooks", "Webhook", ["name", "url", "status"], ["events", "secret"], { scope: "webhooks", reached: false }),
  kind("domains", "Domain", ["domain", "is_primary"], []),
  kind("people", "Person", ["email", "name", "role", "status"], ["password", "user_id"], {
    scope: "people",
    reached: false,
  }),
  kind("accounts", "Account", ["name", "timezone", "status"], ["language", "country", "is_reseller", "parent_id"], {
    input: "NewAccount",
    reached: false,
  }),
];

export const SCOPES = [...new Set(KINDS.map((it) => it.scope))];

/** What of it a role opens. */
export function kindsOf(me: LoggedIn): Kind[] {
  return KINDS.filter((it) => opens(me, it.scope));
}

/** Whether a role may change rows of a kind. */
export function mayChange(me: LoggedIn, kind: Kind): boolean {
  return changes(me, kind.scope);
}

const NAMES = ["username", "name", "e164", "digits", "domain", "auth_username", "email", "code", "digit"];

/** What people call a row. */
export function nameOf(row: Row): string {
  const name = NAMES.map((field) => row[field]).find((it) => typeof it === "string" && it !== "");
  return typeof name === "string" ? name : row.id;
}
