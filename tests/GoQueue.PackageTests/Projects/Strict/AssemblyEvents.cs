using GoQueue;

[assembly: CLSCompliant(true)]
[assembly: System.Runtime.InteropServices.ComVisible(false)]

namespace Strict;

/// <summary>All events of this project.</summary>
[GoQueueCatalog]
public static partial class StrictEvents;

public static partial class Groups
{
    [GoQueueCatalog]
    internal static partial class Inner;
}
