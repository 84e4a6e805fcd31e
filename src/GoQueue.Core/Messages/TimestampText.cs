using System.Globalization;

namespace GoQueue.Messages;

/// <summary>
/// The text of a time in whole seconds (RFC 3339), made once per second and shared by all messages of that second. Thread-safe.
/// </summary>
internal sealed class TimestampText
{
    private Entry _last = new(long.MinValue, "");

    public string Of(DateTimeOffset time)
    {
        var second = time.ToUnixTimeSeconds();
        var last = Volatile.Read(ref _last);
        if (last.Second != second)
        {
            last = new Entry(second, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            Volatile.Write(ref _last, last);
        }

        return last.Text;
    }

    private sealed record Entry(long Second, string Text);
}
