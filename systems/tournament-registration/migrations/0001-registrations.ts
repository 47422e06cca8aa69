import { type Kysely, sql } from 'kysely'

/** Teams with their players as JSON, their files, mails that wait, and the limits that processes share. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['limits', 'mails', 'files', 'uploads', 'teams']) await sql.raw(`drop table ${table}`).execute(db)
}

const statements = [
  `create table teams (
    reference text primary key,
    name text not null,
    name_key text not null,
    captain_name text not null,
    captain_email text not null,
    captain_phone text not null,
    contact_name text not null,
    contact_email text not null,
    contact_phone text not null,
    players jsonb not null default '[]',
    status text not null default 'pending' check (status in ('pending', 'approved', 'rejected')),
    registered_at timestamptz not null default clock_timestamp(),
    decided_at timestamptz,
    reason text,
    client text not null,
    idempotency_key text not null,
    constraint teams_once unique (client, idempotency_key),
    constraint teams_name unique (name_key)
  )`,
  'create index teams_by_time on teams (registered_at, reference)',
  `create table uploads (
    reference text primary key,
    keys text[] not null,
    started timestamptz not null default clock_timestamp()
  )`,
  `create table files (
    key text primary key,
    team text not null references teams (reference),
    kind text not null check (kind in ('document', 'photo')),
    name text not null,
    type text not null,
    bytes integer not null,
    sha256 text not null
  )`,
  'create index files_of_team on files (team)',
  `create table mails (
    id text primary key,
    team text not null references teams (reference),
    recipients text[] not null,
    subject text not null,
    text text not null,
    due timestamptz not null default clock_timestamp(),
    attempts integer not null default 0,
    sent_at timestamptz,
    error text
  )`,
  'create index mails_waiting on mails (due) where sent_at is null',
  `create unlogged table limits (
    bucket text primary key,
    times timestamptz[] not null,
    refused boolean not null
  )`,
]
