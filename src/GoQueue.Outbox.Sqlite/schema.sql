-- The outbox of GoQueue in SQLite, version 1. It may be run again: it creates what is missing.

create table if not exists {prefix}outbox (
  id         integer primary key autoincrement,  -- without autoincrement the id of a deleted last row would be given out again
  slot       integer not null,
  written_at real    not null default (unixepoch('subsec')),
  message_id text    not null,
  topic      text    not null,
  action     text    not null,
  key_hash   integer,
  envelope   blob    not null,
  body       blob    not null
);

create table if not exists {prefix}outbox_held (
  held_id    integer primary key autoincrement,
  id         integer not null,
  slot       integer not null,
  written_at real    not null,
  message_id text    not null,
  topic      text    not null,
  action     text    not null,
  key_hash   integer,
  envelope   blob    not null,
  body       blob    not null,
  state      integer not null,  -- 1 retry, 2 behind, 3 failed, 4 expired, 5 is reserved
  attempts   integer not null default 0,
  retry_at   real,
  route_hash integer,
  changed_at real    not null default (unixepoch('subsec')),
  error_kind text,
  error      text
);
create index if not exists {prefix}outbox_held_due   on {prefix}outbox_held (retry_at) where state = 1;
create index if not exists {prefix}outbox_held_key   on {prefix}outbox_held (key_hash, id, held_id) where key_hash is not null and state in (1, 2);
create index if not exists {prefix}outbox_held_route on {prefix}outbox_held (route_hash) where route_hash is not null and state = 1;
create index if not exists {prefix}outbox_held_state on {prefix}outbox_held (state, held_id);

create table if not exists {prefix}outbox_relay (
  name       text primary key,
  owner      text not null,
  epoch      integer not null,
  expires_at real not null,
  beat_at    real not null
);

create table if not exists {prefix}outbox_schema (
  database_id text not null,
  publisher   text not null,
  version     integer not null,
  applied_at  real not null default (unixepoch('subsec'))
);
insert into {prefix}outbox_schema (database_id, publisher, version)
  select lower(hex(randomblob(16))), '{publisher}', 1 where not exists (select 1 from {prefix}outbox_schema);
