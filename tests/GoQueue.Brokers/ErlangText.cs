namespace GoQueue.Brokers;

/// <summary>Writes texts as Erlang source.</summary>
internal static class ErlangText
{
    public static string List(string text) =>
        '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    public static string Binary(string text) => "<<" + List(text) + "/utf8>>";
}
