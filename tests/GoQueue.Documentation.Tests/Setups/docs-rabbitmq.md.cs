global using static Settings;

[GoQueueEvent("users", "user.created", "1.0")]
internal sealed partial record UserCreated(Guid UserId);

internal static class Settings
{
    public static UserCreated message => throw null!;
}
