using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.PostgreSql;

/// <summary>The schema of an outbox in PostgreSQL, as text.</summary>
public static class PostgreSqlOutbox
{
    /// <summary>The script that creates schema and tables, with the grants of two roles as comments. It may be run again: it creates what is missing.</summary>
    /// <param name="schema">The schema's name. Default: <c>goqueue</c>.</param>
    /// <param name="publisher">The name of the publisher that the outbox belongs to; "" for the default publisher.</param>
    /// <returns>The script.</returns>
    /// <exception cref="ArgumentException">The schema's name holds other characters than lower-case letters, digits and underscores.</exception>
    public static string Script(string schema = "goqueue", string publisher = "")
    {
        ArgumentNullException.ThrowIfNull(publisher);
        return SchemaScript.Read(
            typeof(PostgreSqlOutbox).Assembly,
            ("{schema}", SchemaNames.Require(schema)),
            ("{publisher}", publisher.Replace("'", "''", StringComparison.Ordinal)));
    }
}
