-- Months that are being loaded beside their table. A row is committed before the table that it names is made, and goes with the
-- attaching of that table, so a crash leaves no table that nobody knows of.
create table partition_loading (
  loading_table  varchar(63) not null,
  table_name     varchar(63) not null,
  partition_name varchar(63) not null,
  range_from     timestamptz not null,
  range_to       timestamptz not null,
  process        text        not null,
  started_at     timestamptz not null default current_timestamp,
  constraint partition_loading_pkey primary key (loading_table),
  constraint partition_loading_range_check check (range_from < range_to)
);

comment on table partition_loading is
  'Partitions that are being loaded beside their table, or were when their process died; a refresh of bars leaves their time alone.';
comment on column partition_loading.loading_table is 'Table that takes the rows, and becomes the partition.';
comment on column partition_loading.table_name is 'Partitioned table.';
comment on column partition_loading.partition_name is 'Partition that is being loaded.';
comment on column partition_loading.range_from is 'First instant of the partition.';
comment on column partition_loading.range_to is 'First instant after the partition.';
comment on column partition_loading.process is 'Who loads: application, address and server process.';
comment on column partition_loading.started_at is 'When the load began.';
