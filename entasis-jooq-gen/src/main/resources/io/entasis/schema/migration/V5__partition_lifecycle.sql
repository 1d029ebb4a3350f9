-- Life of partitions --------------------------------------------------------------------------------------------------

-- What the catalogue of the server cannot tell: which partitions are to be made, where their rows were archived, and which tables that
-- are attached no more are ours to drop, and when.
create table partition_state (
  table_name       varchar(63) not null,
  partition_name   varchar(63) not null,
  range_from       timestamptz not null,
  range_to         timestamptz not null,
  state            varchar(10) not null,
  since            timestamptz not null,
  row_count        bigint,
  content_hash     varchar(32),
  archive_location text,
  archived_at      timestamptz,
  restored_at      timestamptz,
  constraint partition_state_pkey primary key (table_name, partition_name),
  constraint partition_state_range_check check (range_from < range_to),
  constraint partition_state_state_check check
    (state in ('PLANNED', 'ATTACHED', 'SEALED', 'ARCHIVED', 'DETACHING', 'DETACHED', 'DROPPED')),
  constraint partition_state_archive_check check
    ((row_count is null) = (content_hash is null) and (row_count is null) = (archive_location is null)
      and (row_count is null) = (archived_at is null))
);

comment on table partition_state is
  'How far each partition has come in its life, so that what was begun is finished after a crash.';
comment on column partition_state.table_name is 'Partitioned table.';
comment on column partition_state.partition_name is 'Partition.';
comment on column partition_state.range_from is 'First instant inside.';
comment on column partition_state.range_to is 'First instant after.';
comment on column partition_state.state is
  'PLANNED, ATTACHED, SEALED, ARCHIVED (and read back), DETACHING, DETACHED or DROPPED. Whether a table is attached and sealed, the server''s catalogue tells.';
comment on column partition_state.since is 'When it came to this state, by the clock of the process that noted it.';
comment on column partition_state.row_count is 'Number of rows that were archived.';
comment on column partition_state.content_hash is 'Hash of the rows that were archived.';
comment on column partition_state.archive_location is 'Where the archived rows are.';
comment on column partition_state.archived_at is 'When they had been read back from there and compared.';
comment on column partition_state.restored_at is
  'When it came back after it had left, from the archive or by hand; it leaves again when rows are too old counted from then.';

create table partition_layout (
  table_name     varchar(63) not null,
  effective_from timestamptz not null,
  size           varchar(5)  not null,
  constraint partition_layout_pkey primary key (table_name, effective_from),
  constraint partition_layout_size_check check (size in ('DAY', 'WEEK', 'MONTH'))
);

comment on table partition_layout is 'Sizes of partitions other than months, and since when.';
comment on column partition_layout.table_name is 'Partitioned table.';
comment on column partition_layout.effective_from is 'Start of the first partition of this size.';
comment on column partition_layout.size is 'DAY, WEEK or MONTH.';
