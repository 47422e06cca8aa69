import { type Kysely, sql } from 'kysely'

/** Players get a table of their own, and numbers on their shirts: the place in the list for those who have none yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table players (
    team text not null references teams (reference),
    place integer not null,
    name text not null,
    role text not null,
    number integer not null check (number between 1 and 99),
    primary key (team, place),
    constraint players_number unique (team, number)
  )`.execute(db)
  await sql`insert into players (team, place, name, role, number)
    select teams.reference, player.place, player.value ->> 'name', player.value ->> 'role',
      coalesce((player.value ->> 'number')::integer, player.place)
    from teams cross join lateral jsonb_array_elements(teams.players) with ordinality as player (value, place)`.execute(
    db,
  )
  await sql`create index players_by_name on players (lower(name))`.execute(db)
  await sql`alter table teams drop column players`.execute(db)
}

/** Moves the players back. Their numbers go along: the older release does not show them, and the next way up finds them. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table teams add column players jsonb not null default '[]'`.execute(db)
  await sql`update teams set players = moved.list from (
      select team, jsonb_agg(jsonb_build_object('name', name, 'role', role, 'number', number) order by place) as list
      from players group by team
    ) as moved where moved.team = teams.reference`.execute(db)
  await sql`drop table players`.execute(db)
}
