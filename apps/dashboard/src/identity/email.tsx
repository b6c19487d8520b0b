interface Props {
  address: string;
}

/** An e-mail address, which goes on in the next line after its @ where it is too long for one. */
export function Email({ address }: Props) {
  const domain = address.lastIndexOf("@") + 1;
  return (
    <>
      {address.slice(0, domain)}
      <wbr />
      {address.slice(domain)}
    </>
  );
}
