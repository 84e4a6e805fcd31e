using System.Data.Common;
using System.Globalization;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.PostgreSql;

/// <summary>PostgreSQL's way to say it. Immutable.</summary>
internal sealed class PostgreSqlDialect(string schema) : SqlDialect($"{schema}.")
{
    public string SchemaName => schema;

    public override string Now => "clock_timestamp()";

    public override string NullTime => "null::timestamptz";

    public override string NullNumber => "null::bigint";

    public override string After(TimeSpan delay) => string.Create(CultureInfo.InvariantCulture, $"(clock_timestamp() + {delay.TotalSeconds:F3} * interval '1 second')");

    public override string MillisecondsSince(string column) => $"(extract(epoch from clock_timestamp() - {column}) * 1000)::bigint";

    public override string Place(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");

    public override string NameOf(int number) => "";

    // Whatever standard_conforming_strings says.
    public override string Quote(string text) =>
        $"e'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    public override bool IsMissingTable(DbException exception) => exception.SqlState is "42P01" or "3F000";

    public override string? Advice(DbException exception) => exception.SqlState switch
    {
        // Deadlocks and serialization failures: the caller's own retry.
        "40001" or "40P01" => null,
        "42P01" or "3F000" => $"The table {Outbox} is missing in the transaction's database: run the outbox's schema script there, or set CreateSchema to IfMissing. {Aborted}",
        "42703" => $"The table {Outbox} has another shape than this version writes: run the schema script of this version. {Aborted}",
        "25P02" => $"The transaction is aborted by an earlier error, and a commit would silently roll it back: roll it back and run it again.",
        "25006" => $"The database is read-only, a standby for instance: write on the primary. {Aborted}",
        "42501" => $"The database user has no right to write to {Outbox}: grant insert on it. {Aborted}",
        "23505" => $"The row's id or message id is taken. If the sequence of {Outbox} was reset, set it with setval behind the highest id of {Outbox} and {Held}. {Aborted}",
        "53100" => $"The disk is full: make room, then run the transaction again. {Aborted}",
        null => "The connection to the database is lost or the row could not be sent, as the inner exception says: roll the transaction back.",
        _ => $"The database refused the row, as the inner exception says. {Aborted}",
    };

    private static string Aborted => "The transaction is aborted: roll it back; a commit would do so without an exception.";
}
