namespace GoQueue.Core.Tests.Publishing;

[GoQueueEvent("users", "user.created", "1.0")]
public sealed partial record UserCreated(Guid UserId, string Email, string? Nick);

[GoQueueEvent(Topic = "meters", Action = "meter.read", Version = "2.1.3")]
internal readonly partial record struct MeterRead(int Meter, double Value);

[GoQueueEvent(Action = "note.taken", Version = "1.0")]
public sealed partial record NoteTaken(string Text);
