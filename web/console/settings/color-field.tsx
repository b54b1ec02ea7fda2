/** A colour from the palette, or one's own. */
import { ColorInput, type ColorInputProps } from "@mantine/core";
import { PALETTE } from "./colors";

export function ColorField(props: ColorInputProps) {
  return (
    <ColorInput format="hex" swatches={PALETTE} swatchesPerRow={8} withEyeDropper={false}
      popoverProps={{ withinPortal: true }} {...props} />
  );
}
