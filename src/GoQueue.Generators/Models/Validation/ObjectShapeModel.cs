namespace GoQueue.Generators.Models.Validation;

/// <summary>Members: the value is one of <see cref="ValidationModel.Types"/>.</summary>
/// <param name="Key">Its type.</param>
internal sealed record ObjectShapeModel(string Key) : ShapeModel;
