-- The outbox of GoQueue in PostgreSQL (15 or later), version 1. It may be run again: it creates what is missing.
begin;
select pg_advisory_xact_lock(7083921417);  -- two scripts at once: "if not exists" alone would race

create schema if not exists {schema};

create table if not exists {schema}.outbox (
  id         bigint generated always as identity primary key,  -- its CACHE must stay 1: ids are the order
  slot       smallint    not null,
  written_at timestamptz not null default clock_timestamp(),   -- not now(), which is the transaction's begin
  message_id text        not null,
  topic      text        not null,
  action     text        not null,
  key_hash   bigint,
  envelope   bytea       not null,
  body       bytea       not null
) with (toast_tuple_target = 8160,
        autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000000000);
alter table {schema}.outbox alter envelope set storage external, alter body set storage external;

create table if not exists {schema}.outbox_held (
  held_id    bigint generated always as identity primary key,
  id         bigint      not null,
  slot       smallint    not null,
  written_at timestamptz not null,
  message_id text        not null,
  topic      text        not null,
  action     text        not null,
  key_hash   bigint,
  envelope   bytea       not null,
  body       bytea       not null,
  state      smallint    not null,  -- 1 retry, 2 behind, 3 failed, 4 expired, 5 is reserved
  attempts   int         not null default 0,
  retry_at   timestamptz,
  route_hash bigint,
  changed_at timestamptz not null default clock_timestamp(),
  error_kind text,
  error      text
);
create index if not exists outbox_held_due   on {schema}.outbox_held (retry_at) where state = 1;
create index if not exists outbox_held_key   on {schema}.outbox_held (key_hash, id, held_id) where key_hash is not null and state in (1, 2);
create index if not exists outbox_held_route on {schema}.outbox_held (route_hash) where route_hash is not null and state = 1;
create index if not exists outbox_held_state on {schema}.outbox_held (state, held_id);

create table if not exists {schema}.outbox_relay (
  name       text primary key,
  owner      text not null,
  epoch      bigint not null,
  expires_at timestamptz not null,
  beat_at    timestamptz not null
) with (fillfactor = 50);

create table if not exists {schema}.outbox_schema (
  database_id uuid not null,
  publisher   text not null,
  version     int  not null,
  applied_at  timestamptz not null default now()
);
insert into {schema}.outbox_schema (database_id, publisher, version)
  select gen_random_uuid(), '{publisher}', 1 where not exists (select 1 from {schema}.outbox_schema);
commit;

-- Rights of the two roles. A process that writes and relays needs both.
-- grant usage on schema {schema} to app_writer, app_relay;
-- grant insert on {schema}.outbox to app_writer;
-- grant select on {schema}.outbox_schema to app_writer, app_relay;
-- grant select, delete on {schema}.outbox to app_relay;
-- grant select, insert, update, delete on {schema}.outbox_held to app_relay;
-- grant select, insert, update on {schema}.outbox_relay to app_relay;
