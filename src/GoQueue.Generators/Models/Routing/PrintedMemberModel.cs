namespace GoQueue.Generators.Models.Routing;

/// <summary>A member that ToString prints.</summary>
/// <param name="Name">Without <c>@</c>, as ToString shows it.</param>
/// <param name="Receiver">What the member is read from: <c>this</c>, or <c>((Base)this)</c>.</param>
/// <param name="IsHidden">Whether only <c>***</c> is shown.</param>
/// <param name="IsValueType">Whether its value cannot be null.</param>
/// <param name="IsObsoleteError">Whether only obsolete code may read it.</param>
internal sealed record PrintedMemberModel(string Name, string Receiver, bool IsHidden, bool IsValueType, bool IsObsoleteError);
